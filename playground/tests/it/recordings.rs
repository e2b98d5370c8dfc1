//! Small pictures, sounds and films, made byte by byte: real enough to be shown and played.

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

/// An MP4 of 160 × 96 whose grey changes every half second.
pub fn film(halves: u32) -> Vec<u8> {
    let frames: Vec<Vec<u8>> = (0..halves).map(h264::frame).collect();
    let top = atom(b"ftyp", &[b"isom\0\0\x02\0isomavc1"]);
    let start = top.len() + movie(&frames, 0).len() + 8;
    let mut bytes = top;
    bytes.extend(movie(&frames, word(start)));
    bytes.extend(atom(b"mdat", &[&frames.concat()]));
    bytes
}

const WIDTH: u16 = 160;
const HEIGHT: u16 = 96;

fn atom(name: &[u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let mut bytes = word(body.len() + 8).to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(body);
    bytes
}

fn numbers(list: &[u32]) -> Vec<u8> {
    list.iter()
        .flat_map(|number| number.to_be_bytes())
        .collect()
}

fn movie(frames: &[Vec<u8>], start: u32) -> Vec<u8> {
    let count = word(frames.len());
    let matrix = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];
    let mut head = vec![0, 0, 0, 2, count, 0x1_0000, 0x100_0000, 0, 0];
    head.extend(matrix);
    head.extend([0, 0, 0, 0, 0, 0, 2]);
    let mut track = vec![3, 0, 0, 1, 0, count, 0, 0, 0, 0];
    track.extend(matrix);
    track.extend([u32::from(WIDTH) << 16, u32::from(HEIGHT) << 16]);
    let handler = [&numbers(&[0, 0])[..], b"vide", &[0; 12], b"film\0"].concat();
    let reference = atom(
        b"dref",
        &[&numbers(&[0, 1]), &atom(b"url ", &[&numbers(&[1])])],
    );
    let sizes: Vec<u32> = frames.iter().map(|frame| word(frame.len())).collect();
    let table = atom(
        b"stbl",
        &[
            &atom(
                b"stsd",
                &[&numbers(&[0, 1]), &h264::description(WIDTH, HEIGHT)],
            ),
            &atom(b"stts", &[&numbers(&[0, 1, count, 1])]),
            &atom(b"stsc", &[&numbers(&[0, 1, 1, count, 1])]),
            &atom(b"stsz", &[&numbers(&[0, 0, count]), &numbers(&sizes)]),
            &atom(b"stco", &[&numbers(&[0, 1, start])]),
        ],
    );
    let information = atom(
        b"minf",
        &[
            &atom(b"vmhd", &[&numbers(&[1, 0, 0])]),
            &atom(b"dinf", &[&reference]),
            &table,
        ],
    );
    let media = atom(
        b"mdia",
        &[
            &atom(b"mdhd", &[&numbers(&[0, 0, 0, 2, count, 0x55c4_0000])]),
            &atom(b"hdlr", &[&handler]),
            &information,
        ],
    );
    let track = atom(b"trak", &[&atom(b"tkhd", &[&numbers(&track)]), &media]);
    atom(b"moov", &[&atom(b"mvhd", &[&numbers(&head)]), &track])
}

/// H.264 without any compression: every block is stated sample by sample.
mod h264 {
    use super::{HEIGHT, WIDTH, atom, word};

    const BLOCK: u16 = 16;

    #[derive(Default)]
    struct Bits {
        bytes: Vec<u8>,
        used: u32,
    }

    impl Bits {
        fn put(&mut self, value: u32, count: u32) {
            for at in (0..count).rev() {
                if self.used == 0 {
                    self.bytes.push(0);
                }
                let bit = u8::from(value >> at & 1 == 1);
                if let Some(last) = self.bytes.last_mut() {
                    *last |= bit << (7 - self.used);
                }
                self.used = (self.used + 1) % 8;
            }
        }

        /// Exp-Golomb, as most numbers are written.
        fn golomb(&mut self, value: u32) {
            let bits = 32 - (value + 1).leading_zeros();
            self.put(0, bits - 1);
            self.put(value + 1, bits);
        }

        /// A unit with its kind, so that no byte of it looks like the beginning of another.
        fn unit(mut self, kind: u8) -> Vec<u8> {
            self.put(1, 1);
            let mut unit = vec![kind];
            for byte in self.bytes {
                if byte < 4 && unit.ends_with(&[0, 0]) {
                    unit.push(3);
                }
                unit.push(byte);
            }
            unit
        }
    }

    fn sequence() -> Vec<u8> {
        let mut bits = Bits::default();
        bits.put(0x42_c00a, 24);
        for value in [0, 0, 2, 0] {
            bits.golomb(value);
        }
        bits.put(0, 1);
        bits.golomb(u32::from(WIDTH / BLOCK) - 1);
        bits.golomb(u32::from(HEIGHT / BLOCK) - 1);
        bits.put(0b1000, 4);
        bits.unit(0x67)
    }

    fn picture() -> Vec<u8> {
        let mut bits = Bits::default();
        bits.put(0b110_0111, 7);
        bits.put(0, 3);
        bits.put(0b111, 3);
        bits.put(0, 3);
        bits.unit(0x68)
    }

    /// What a player has to know before the first frame.
    pub fn description(width: u16, height: u16) -> Vec<u8> {
        let (sequence, picture) = (sequence(), picture());
        let length = |unit: &[u8]| word(unit.len()).to_be_bytes()[2..].to_vec();
        let configuration = atom(
            b"avcC",
            &[
                &[1, sequence[1], sequence[2], sequence[3], 0xff, 0xe1],
                &length(&sequence),
                &sequence,
                &[1],
                &length(&picture),
                &picture,
            ],
        );
        let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
        let inch = [0, 0x48, 0, 0, 0, 0x48, 0, 0, 0, 0, 0, 0, 0, 1];
        let mut entry = vec![0, 0, 0, 0, 0, 0, 0, 1];
        entry.extend([0; 16]);
        entry.extend(size);
        entry.extend(inch);
        entry.extend([0; 32]);
        entry.extend([0, 24, 0xff, 0xff]);
        atom(b"avc1", &[&entry, &configuration])
    }

    /// One frame, with its length before it.
    pub fn frame(number: u32) -> Vec<u8> {
        let mut bits = Bits::default();
        for value in [0, 7, 0] {
            bits.golomb(value);
        }
        bits.put(0, 4);
        bits.golomb(number % 2);
        bits.put(0, 2);
        bits.golomb(0);
        let grey = [60, 100, 140, 180][(number % 4) as usize];
        for _ in 0..WIDTH / BLOCK * (HEIGHT / BLOCK) {
            bits.golomb(25);
            bits.put(0, (8 - bits.used) % 8);
            bits.bytes.extend([grey; 256]);
            bits.bytes.extend([110; 64]);
            bits.bytes.extend([140; 64]);
        }
        let unit = bits.unit(0x65);
        let mut bytes = word(unit.len()).to_be_bytes().to_vec();
        bytes.extend(unit);
        bytes
    }
}
