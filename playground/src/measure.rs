//! How long a recording is and how large its picture: read from the file, as Telegram's apps do before they send it.

/// What can be told from the bytes of a video or a recording; 0 where nothing can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Whole seconds, rounded up.
    pub(crate) duration: u64,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// Opus counts in this many samples a second, whatever was recorded: RFC 7845.
const OPUS_RATE: u64 = 48_000;

/// Measures MP4 and its relatives, WAV, Ogg Opus and pictures; everything else stays unmeasured.
pub(crate) fn measure(bytes: &[u8]) -> Measure {
    if bytes.get(4..8) == Some(b"ftyp") {
        return mp4(bytes);
    }
    let duration = if bytes.starts_with(b"RIFF") {
        wav(bytes).unwrap_or(0)
    } else if bytes.starts_with(b"OggS") {
        ogg(bytes).unwrap_or(0)
    } else {
        0
    };
    let size = imagesize::blob_size(bytes).ok();
    Measure {
        duration,
        width: size.map_or(0, |size| size.width),
        height: size.map_or(0, |size| size.height),
    }
}

fn big(bytes: &[u8], at: usize) -> Option<u64> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u64::from(u32::from_be_bytes(four.try_into().ok()?)))
}

fn little(bytes: &[u8], at: usize) -> Option<u64> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u64::from(u32::from_le_bytes(four.try_into().ok()?)))
}

/// The parts of an MP4 box of this name, one after the other.
fn boxes<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Vec<&'a [u8]> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let (Some(size), Some(kind)) = (big(rest, 0), rest.get(4..8)) {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let end = if size < 8 {
            rest.len()
        } else {
            size.min(rest.len())
        };
        if kind == name {
            found.push(&rest[8..end]);
        }
        rest = &rest[end..];
    }
    found
}

fn mp4(bytes: &[u8]) -> Measure {
    let mut measure = Measure::default();
    for movie in boxes(bytes, b"moov") {
        if let Some(head) = boxes(movie, b"mvhd").first() {
            measure.duration = mp4_seconds(head).unwrap_or(0);
        }
        for track in boxes(movie, b"trak") {
            let Some(head) = boxes(track, b"tkhd").first().copied() else {
                continue;
            };
            // Width and height are the last two numbers, in units of 1/65536.
            let side = |back: usize| {
                let at = head.len().checked_sub(back)?;
                usize::try_from(big(head, at)? >> 16).ok()
            };
            measure.width = measure.width.max(side(8).unwrap_or(0));
            measure.height = measure.height.max(side(4).unwrap_or(0));
        }
    }
    measure
}

fn mp4_seconds(head: &[u8]) -> Option<u64> {
    let (rate, length) = if head.first() == Some(&1) {
        (big(head, 20)?, (big(head, 24)? << 32) | big(head, 28)?)
    } else {
        (big(head, 12)?, big(head, 16)?)
    };
    (rate > 0).then(|| length.div_ceil(rate))
}

fn wav(bytes: &[u8]) -> Option<u64> {
    let mut at = 12;
    let mut rate = 0;
    loop {
        let size = little(bytes, at + 4)?;
        match bytes.get(at..at + 4)? {
            b"fmt " => rate = little(bytes, at + 16)?,
            b"data" => return (rate > 0).then(|| size.div_ceil(rate)),
            _ => {}
        }
        at = at.checked_add(8 + usize::try_from(size + size % 2).ok()?)?;
    }
}

/// The position that the last page of an Ogg Opus stream states.
fn ogg(bytes: &[u8]) -> Option<u64> {
    let last = bytes.windows(4).rposition(|four| four == b"OggS")?;
    let samples = little(bytes, last + 6)? | (little(bytes, last + 10)? << 32);
    Some(samples.div_ceil(OPUS_RATE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wav_is_as_long_as_its_data() {
        let mut bytes = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        bytes.extend(8000_u32.to_le_bytes());
        bytes.extend(8000_u32.to_le_bytes());
        bytes.extend([1, 0, 8, 0]);
        bytes.extend(b"data");
        bytes.extend(20_000_u32.to_le_bytes());
        assert_eq!(measure(&bytes).duration, 3);
    }

    #[test]
    fn an_ogg_is_as_long_as_its_last_page_says() {
        let mut bytes = b"OggS\0\x02".to_vec();
        bytes.extend(0_u64.to_le_bytes());
        bytes.extend(b"OggS\0\x04");
        bytes.extend(96_000_u64.to_le_bytes());
        assert_eq!(measure(&bytes).duration, 2);
    }

    #[test]
    fn nonsense_is_not_measured() {
        for bytes in [
            &b""[..],
            b"RIFF",
            b"OggS",
            b"\0\0\0\x08ftyp",
            b"\0\0\0\0ftyp\xff",
        ] {
            assert_eq!(measure(bytes), Measure::default());
        }
    }
}
