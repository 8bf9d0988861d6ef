//! Photos as we keep them: decoded and made anew, upright and small, with nothing left of what a
//! camera writes into them, such as where the person lives.

pub mod receive;
pub mod show;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Rgb, RgbImage};
use rules::limits::{PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX};
use rules::problem::PhotoProblem;

/// Pixels of the longer edge: enough to read a meter on.
const EDGE_PIXELS_MAX: u32 = 1_600;
/// Of JPEG's 100; below this, walls begin to show squares.
const QUALITY: u8 = 80;
const WHITE: Rgb<u8> = Rgb([255, 255, 255]);
/// Where a JPEG ends.
const END_OF_IMAGE: [u8; 2] = [0xff, 0xd9];

/// A photo ready to be kept.
#[derive(Debug)]
pub struct Photo {
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

/// Reads a photo by what it is, whatever its name says, and makes ours of it. Takes a second or more
/// of one core for a large one, and up to 8 bytes of memory for each pixel.
///
/// # Errors
/// Why it cannot be used.
pub fn remake(bytes: &[u8]) -> Result<Photo, PhotoProblem> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(PhotoProblem::TooLarge);
    }
    let (image, orientation) = opened(bytes)?;
    let mut image = shrink(image);
    // Turning copies: after shrinking, that is a few megabytes and not half a gigabyte.
    image.apply_orientation(orientation);
    let image = on_white(image);
    let (width, height) = image.dimensions();
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&image).map_err(problem)?;
    Ok(Photo { jpeg, width, height })
}

/// Decoded, and how the camera was held.
fn opened(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PhotoProblem> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let reader = reader.map_err(|_| PhotoProblem::NotAPhoto)?;
    let format = reader.format().filter(is_accepted).ok_or(PhotoProblem::NotAPhoto)?;
    if format == ImageFormat::Jpeg && !has_an_end(bytes) {
        return Err(PhotoProblem::Damaged);
    }
    let mut decoder = reader.into_decoder().map_err(problem)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PHOTO_PIXELS_MAX {
        return Err(PhotoProblem::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(problem)?, orientation))
}

const fn is_accepted(format: &ImageFormat) -> bool {
    matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
}

/// The decoder paints grey what never arrived. Phones may write more behind the end, and a small
/// picture with an end of its own before the large one.
fn has_an_end(jpeg: &[u8]) -> bool {
    jpeg[jpeg.len() / 2..].windows(2).any(|pair| pair == END_OF_IMAGE)
}

fn shrink(image: DynamicImage) -> DynamicImage {
    if image.width().max(image.height()) <= EDGE_PIXELS_MAX {
        return image;
    }
    image.thumbnail(EDGE_PIXELS_MAX, EDGE_PIXELS_MAX)
}

/// JPEG knows no transparency.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let mut paper = RgbImage::from_pixel(image.width(), image.height(), WHITE);
    for (below, above) in paper.pixels_mut().zip(image.pixels()) {
        let [colours @ .., alpha] = above.0;
        *below = Rgb(colours.map(|colour| over_white(colour, alpha)));
    }
    paper
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let mixed = u16::from(colour) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
    u8::try_from(mixed / 255).unwrap_or(u8::MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn problem(error: ImageError) -> PhotoProblem {
    match error {
        ImageError::Limits(_) => PhotoProblem::TooManyPixels,
        _ => PhotoProblem::Damaged,
    }
}
