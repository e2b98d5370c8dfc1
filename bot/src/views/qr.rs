//! A link as a picture that a phone's camera reads.

use qrcode::{Color, EcLevel, QrCode};

/// How many light modules stand around the code: ISO/IEC 18004 wants four.
const QUIET: usize = 4;
/// How wide the picture is at least, in pixels: sharp on a phone, and after Telegram has made it smaller.
const WIDTH: usize = 1000;

/// The picture as PNG; `None` for a text that fits no code, which no link of ours does.
pub fn png(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let modules = code.width() + 2 * QUIET;
    let scale = WIDTH.div_ceil(modules);
    let side = modules * scale;
    let dark = |x: usize, y: usize| {
        let inside = |at: usize| {
            (at / scale)
                .checked_sub(QUIET)
                .filter(|at| *at < code.width())
        };
        matches!((inside(x), inside(y)), (Some(x), Some(y)) if code[(x, y)] == Color::Dark)
    };
    let rows = (0..side).flat_map(|y| {
        (0..side.div_ceil(8)).map(move |byte| {
            // One bit a pixel, the leftmost highest, and light is one.
            (0..8).fold(0_u8, |bits, bit| {
                let light = !dark(byte * 8 + bit, y);
                bits << 1 | u8::from(light)
            })
        })
    });
    encoded(side, &rows.collect::<Vec<u8>>())
}

fn encoded(side: usize, pixels: &[u8]) -> Option<Vec<u8>> {
    let side = u32::try_from(side).ok()?;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a camera reads in the picture.
    fn read(picture: &[u8]) -> String {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(picture));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let (width, height) = (info.width as usize, info.height as usize);
        assert!(width >= WIDTH && width == height);
        let at = |x: usize, y: usize| pixels[y * info.line_size + x];
        assert!((0..width).all(|at_edge| at(at_edge, 0) == 255 && at(0, at_edge) == 255));
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, at);
        let codes = image.detect_grids();
        assert_eq!(codes.len(), 1);
        codes[0].decode().unwrap().1
    }

    #[test]
    fn a_camera_reads_the_link_again() {
        for link in [
            "https://t.me/stepwise_bot?start=c_first-aid".to_owned(),
            format!("https://t.me/{}?start=c_{}", "b".repeat(32), "s".repeat(48)),
            "https://t.me/b_bot?start=i_23456789AB".to_owned(),
        ] {
            assert_eq!(read(&png(&link).unwrap()), link);
        }
    }
}
