//! A film, made byte by byte: MP4 around H.264.

use super::word;

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
