use std::convert::Infallible;
use std::io::Cursor;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, header};
use image::{DynamicImage, ImageFormat, ImageReader, Rgb, RgbImage, Rgba, RgbaImage};
use rules::id::PhotoId;
use rules::limits::PHOTO_BYTES_MAX;
use rules::problem::PhotoProblem;
use server::photo::receive::{SEATS_MAX, SEATS_OF_ADDRESS_MAX};
use server::photo::remake;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_stream::Stream;
use tower::ServiceExt;

use crate::router::house::{Answer, TestHouse};
use crate::router::people::Reach;

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// Red on the left, blue on the right.
fn flag(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE }).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("it can be encoded");
    bytes.into_inner()
}

/// Puts an APP1 segment behind the first marker, as cameras do: an orientation and where it was
/// taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend([2, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    tiff.extend([0; 4]);
    tiff.extend([1, 0, 0x01, 0x00, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 30.2741N 120.1551E");
    let payload = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(payload.len() + 2).expect("it is short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &payload, &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn decoded(jpeg: &[u8]) -> RgbImage {
    let reader = ImageReader::with_format(Cursor::new(jpeg), ImageFormat::Jpeg);
    reader.decode().expect("what we keep can be opened").into_rgb8()
}

fn is_like(found: Rgb<u8>, wanted: Rgb<u8>) -> bool {
    found.0.iter().zip(wanted.0).all(|(found, wanted)| found.abs_diff(wanted) < 40)
}

#[test]
fn nothing_a_camera_wrote_is_left_and_the_photo_stands_upright() {
    let sent = with_exif(&encoded(&flag(64, 32), ImageFormat::Jpeg), 6);
    assert!(holds(&sent, b"GPS 30.2741N") && holds(&sent, b"Exif"));
    let kept = remake(&sent).expect("it is a photo");
    assert_eq!((kept.width, kept.height), (32, 64), "turned by a quarter");
    for trace in [&b"Exif"[..], b"GPS", b"30.2741", &[0xff, 0xe1]] {
        assert!(!holds(&kept.jpeg, trace), "{trace:?} is still there");
    }
    let image = decoded(&kept.jpeg);
    assert_eq!(image.dimensions(), (32, 64));
    assert!(
        is_like(*image.get_pixel(16, 8), RED) && is_like(*image.get_pixel(16, 56), BLUE),
        "left is on top"
    );
}

#[test]
fn each_orientation_is_undone() {
    let check = |orientation: u8, size: (u32, u32), red_at: (u32, u32)| {
        let sent = with_exif(&encoded(&flag(64, 32), ImageFormat::Jpeg), orientation);
        let image = decoded(&remake(&sent).expect("it is a photo").jpeg);
        assert_eq!(image.dimensions(), size, "{orientation}");
        assert!(is_like(*image.get_pixel(red_at.0, red_at.1), RED), "{orientation}");
    };
    check(1, (64, 32), (8, 16));
    check(2, (64, 32), (56, 16));
    check(3, (64, 32), (56, 16));
    check(4, (64, 32), (8, 16));
    check(6, (32, 64), (16, 8));
    check(8, (32, 64), (16, 56));
}

#[test]
fn jpeg_png_and_webp_become_small_jpegs() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let kept = remake(&encoded(&flag(3_200, 1_000), format)).expect("it is a photo");
        assert_eq!((kept.width, kept.height), (1_600, 500), "{format:?}");
        assert_eq!(decoded(&kept.jpeg).dimensions(), (1_600, 500), "{format:?}");
        let small = remake(&encoded(&flag(30, 20), format)).expect("it is a photo");
        assert_eq!((small.width, small.height), (30, 20), "a small one is not blown up");
    }
}

#[test]
fn what_shines_through_becomes_white() {
    let image = RgbaImage::from_pixel(20, 20, Rgba([0, 0, 0, 0]));
    let kept = remake(&encoded(&image.into(), ImageFormat::Png)).expect("it is a photo");
    assert!(is_like(*decoded(&kept.jpeg).get_pixel(10, 10), Rgb([255, 255, 255])));
}

/// A PNG whose head claims any size; nothing behind it would fill it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(&flag(8, 8), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

#[test]
fn each_kind_of_bad_file_has_its_own_answer() {
    let jpeg = encoded(&flag(200, 200), ImageFormat::Jpeg);
    let png = encoded(&flag(200, 200), ImageFormat::Png);
    let check = |what: &str, bytes: &[u8], expected: PhotoProblem| {
        assert_eq!(remake(bytes).err(), Some(expected), "{what}");
    };
    check("nothing", b"", PhotoProblem::NotAPhoto);
    check(
        "SVG",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        PhotoProblem::NotAPhoto,
    );
    check("HTML", b"<!doctype html><script>alert(1)</script>", PhotoProblem::NotAPhoto);
    check("GIF", b"GIF89a\x01\0\x01\0\0\0\0;", PhotoProblem::NotAPhoto);
    check("PDF", b"%PDF-1.7", PhotoProblem::NotAPhoto);
    check("half a JPEG", &jpeg[..jpeg.len() / 2], PhotoProblem::Damaged);
    check("the head of a JPEG", &jpeg[..20], PhotoProblem::Damaged);
    check("half a PNG", &png[..png.len() / 2], PhotoProblem::Damaged);
    check("a PNG of 8,001 × 8,000", &bomb(8_001, 8_000), PhotoProblem::TooManyPixels);
    check("a PNG of 60,000 × 60,000", &bomb(60_000, 60_000), PhotoProblem::TooManyPixels);
    check("20 MB and a byte", &vec![0xff; PHOTO_BYTES_MAX + 1], PhotoProblem::TooLarge);
}

impl TestHouse {
    /// One photo as scripts send it.
    async fn upload(&self, content_type: &str, bytes: Vec<u8>) -> Answer {
        self.send("/photos", content_type, bytes).await
    }
}

#[tokio::test]
async fn a_photo_sent_alone_is_kept_under_an_id_nobody_can_guess() {
    let house = TestHouse::open().await;
    let jpeg = encoded(&flag(64, 32), ImageFormat::Jpeg);
    let first = house.upload("image/jpeg", jpeg.clone()).await;
    first.expect(201, "");
    let second = house.upload("image/jpeg", jpeg.clone()).await;
    assert!(first.text.len() >= 22 && first.text != second.text, "{} {}", first.text, second.text);
    let id = PhotoId::new(first.text.as_str());
    assert_eq!(house.store.photo_waits(&id).await.ok(), Some(true));
    let form = [
        &b"--x\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n"[..],
        &jpeg,
        b"\r\n--x--\r\n",
    ]
    .concat();
    house.upload("multipart/form-data; boundary=x", form).await.expect(201, "");
}

#[tokio::test]
async fn a_photo_that_cannot_be_kept_is_answered_with_why() {
    let house = TestHouse::open().await;
    house.upload("image/jpeg", b"<svg/>".to_vec()).await.expect(422, "not_a_photo");
    house.upload("image/png", bomb(60_000, 60_000)).await.expect(422, "too_many_pixels");
    house.upload("image/jpeg", vec![0; PHOTO_BYTES_MAX + 1]).await.expect(422, "too_large");
    house.upload("multipart/form-data; boundary=x", b"--x--\r\n".to_vec()).await.expect(400, "");
}

#[tokio::test]
async fn an_address_that_sends_too_many_is_slowed_down_and_others_are_not() {
    let house = TestHouse::open().await;
    let from = |address: &str| {
        let request = Request::post("/photos")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", address)
            .body(Body::from("no photo"));
        request.expect("the path is one")
    };
    for _ in 0..60 {
        house.ask(from("203.0.113.9")).await.expect(422, "not_a_photo");
    }
    house.ask(from("203.0.113.9")).await.expect(503, "busy");
    house.ask(from("198.51.100.7")).await.expect(422, "not_a_photo");
}

/// A body of which nothing ever comes; says when it is waited for.
struct Unsent(mpsc::UnboundedSender<()>);

impl Stream for Unsent {
    type Item = Result<Vec<u8>, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let _ = self.0.send(());
        Poll::Pending
    }
}

#[tokio::test]
async fn a_photo_there_is_no_room_for_is_refused_before_it_is_sent() {
    let house = TestHouse::open().await;
    let (waited_for, mut is_waited_for) = mpsc::unbounded_channel();
    let upload = |from: &str, content_type: &str| {
        let request = Request::post("/photos")
            .header("x-forwarded-for", from)
            .header(header::CONTENT_TYPE, content_type)
            .body(Body::from_stream(Unsent(waited_for.clone())));
        request.expect("the path is one")
    };
    let is_refused = async |from: &str, content_type: &str| {
        let refused = house.ask(upload(from, content_type));
        let refused = tokio::time::timeout(Duration::from_secs(5), refused).await;
        refused.expect("nothing is waited for").expect(503, "");
    };
    let mut under_way = JoinSet::new();
    for from in ["203.0.113.9", "198.51.100.7"] {
        for _ in 0..SEATS_OF_ADDRESS_MAX {
            under_way.spawn(house.router.clone().oneshot(upload(from, "image/jpeg")));
            is_waited_for.recv().await.expect("its bytes are asked for, while others leave room");
        }
        is_refused(from, "image/jpeg").await;
    }
    assert_eq!(under_way.len(), SEATS_MAX);
    for content_type in ["image/jpeg", "multipart/form-data; boundary=x"] {
        is_refused("192.0.2.1", content_type).await;
    }
    assert!(is_waited_for.try_recv().is_err(), "not a byte is read");
    under_way.shutdown().await;
    let free = house.router.clone().oneshot(upload("203.0.113.9", "image/jpeg"));
    let free = tokio::spawn(free);
    is_waited_for.recv().await.expect("a seat that was left is free again");
    free.abort();
    house.upload("image/jpeg", b"<svg/>".to_vec()).await.expect(422, "not_a_photo");
}

#[tokio::test]
async fn a_photo_is_shown_to_who_holds_the_link_and_to_staff_of_the_community() {
    let house = TestHouse::open().await.inhabited().await;
    house.hire("lin", "wt").await;
    house.hire("zhao", "wj").await;
    let (lin, zhao) = (house.signed_in("lin").await, house.signed_in("zhao").await);
    let sent = house.upload("image/jpeg", encoded(&flag(64, 32), ImageFormat::Jpeg)).await;
    let id = sent.text;
    let filed = house.file("wt", Reach::default(), vec![PhotoId::new(id.as_str())]).await;
    let other = house.file("wt", Reach::default(), Vec::new()).await;
    let shown = house.get(&format!("/c/{}/photos/{id}", filed.link), "en").await;
    assert_eq!(shown.status.as_u16(), 200);
    assert_eq!(decoded(&shown.body).dimensions(), (64, 32));
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, max-age=3600"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ] {
        assert_eq!(shown.header(name), value);
    }
    for path in [format!("/c/{}/photos/{id}", other.link), format!("/c/unknown/photos/{id}")] {
        assert_eq!(house.get(&path, "en").await.status.as_u16(), 404, "{path}");
    }
    for (who, cookie, status) in [("lin", lin.as_str(), 200), ("zhao", &zhao, 404), ("a visitor", "", 404)] {
        let request = Request::get(format!("/desk/photos/{id}")).header(header::COOKIE, cookie);
        let answer = house.ask(request.body(Body::empty()).expect("the path is one")).await;
        assert_eq!(answer.status.as_u16(), status, "{who}");
    }
}
