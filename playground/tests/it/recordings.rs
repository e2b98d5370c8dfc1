//! Small pictures, sounds and films, made byte by byte: real enough to be shown and played.

#[path = "film.rs"]
mod film;

pub use film::film;

/// Nothing here is as long as that.
fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn byte(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// A BMP of one colour.
pub fn picture(width: u32, height: u32, blue_green_red: [u8; 3]) -> Vec<u8> {
    let padding = (4 - (width * 3) % 4) % 4;
    let size = (width * 3 + padding) * height;
    let mut bytes = b"BM".to_vec();
    for number in [
        54 + size,
        0,
        54,
        40,
        width,
        height,
        0x0018_0001,
        0,
        size,
        2835,
        2835,
        0,
        0,
    ] {
        bytes.extend(number.to_le_bytes());
    }
    for _ in 0..height {
        (0..width).for_each(|_| bytes.extend(blue_green_red));
        (0..padding).for_each(|_| bytes.push(0));
    }
    bytes
}

/// A GIF whose square changes its colour for ever, twice a second.
pub fn animation(side: u8) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([side, 0, side, 0, 0xf6, 0, 0]);
    for shade in 0..128_u8 {
        bytes.extend([shade, 255 - 2 * shade, 160]);
    }
    bytes.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00");
    for shade in [20, 100] {
        bytes.extend([
            0x21, 0xf9, 4, 4, 50, 0, 0, 0, 0x2c, 0, 0, 0, 0, side, 0, side, 0, 0, 7,
        ]);
        // As long as the table is cleared in time, every code is a byte of its own.
        let mut left = usize::from(side) * usize::from(side);
        while left > 0 {
            let run = left.min(100);
            bytes.extend([byte(run + 1), 128]);
            bytes.extend(std::iter::repeat_n(shade, run));
            left -= run;
        }
        bytes.extend([1, 129, 0]);
    }
    bytes.push(0x3b);
    bytes
}

/// A WAV of silence.
pub fn silence(seconds: u32) -> Vec<u8> {
    let size = 8000 * seconds;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + size).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(8000_u32.to_le_bytes());
    bytes.extend(8000_u32.to_le_bytes());
    bytes.extend(b"\x01\0\x08\0data");
    bytes.extend(size.to_le_bytes());
    bytes.extend(std::iter::repeat_n(128_u8, size as usize));
    bytes
}

/// An Ogg with Opus, in which nobody says anything.
pub fn voice(seconds: u8) -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend([0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]);
    let tags = b"OpusTags\x04\0\0\0none\0\0\0\0".to_vec();
    let mut bytes = ogg_page(2, 0, 0, &[head]);
    bytes.extend(ogg_page(0, 0, 1, &[tags]));
    // A silent frame of 20 ms, fifty times a second.
    let second = vec![vec![0xf8, 0xff, 0xfe]; 50];
    for number in 1..=seconds {
        let flags = if number == seconds { 4 } else { 0 };
        let position = u64::from(number) * 48_000;
        bytes.extend(ogg_page(flags, position, u32::from(number) + 1, &second));
    }
    bytes
}

fn ogg_page(flags: u8, position: u64, number: u32, packets: &[Vec<u8>]) -> Vec<u8> {
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(position.to_le_bytes());
    page.extend(7_u32.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0, 0, 0, 0]);
    page.push(byte(packets.len()));
    page.extend(packets.iter().map(|packet| byte(packet.len())));
    page.extend(packets.concat());
    let sum = page.iter().fold(0_u32, |sum, byte| {
        (0..8).fold(sum ^ (u32::from(*byte) << 24), |sum, _| {
            (sum << 1) ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 }
        })
    });
    page[22..26].copy_from_slice(&sum.to_le_bytes());
    page
}
