//! Photos, sealed. One arrives before the form that carries it, waits under an id nobody can guess,
//! and belongs to a complaint from then on.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rules::{
    access::{Staff, Want},
    id::{CommunityId, ComplaintId, PhotoId},
    moment::Moment,
};

use crate::{
    Error, Scope, Store, Tx,
    complaint::{Found, was_posted},
    fresh,
    sql::{args, sql},
};

sql! {
    KEEP = "INSERT INTO photo (id, position, width, height, jpeg, made_at) VALUES ($1, 0, $2, $3, $4, $5)";
    CLAIM = "UPDATE photo SET complaint = $2, entry = $3, position = $4 WHERE id = $1 AND complaint IS NULL";
    OF_COMPLAINT = "SELECT jpeg FROM photo WHERE id = $1 AND complaint = $2";
    WITH_COMMUNITY = "SELECT p.jpeg, c.id, c.community FROM photo p JOIN complaint c ON c.id = p.complaint
        WHERE p.id = $1";
    WAITS = "SELECT width FROM photo WHERE id = $1 AND complaint IS NULL";
    WAITING by "photo_waiting" = "SELECT id, CAST(LENGTH(jpeg) AS BIGINT) FROM photo WHERE complaint IS NULL
        ORDER BY made_at DESC";
    DROP = "DELETE FROM photo WHERE id = $1 AND complaint IS NULL";
    HELD = "SELECT complaint FROM photo WHERE id = $1";
    FORMS = "SELECT key, content FROM complaint WHERE id = $1 AND key IS NOT NULL
        UNION ALL SELECT key, content FROM posted WHERE complaint = $1";
    FORGET by "photo_waiting" = "DELETE FROM photo WHERE complaint IS NULL AND made_at < $1";
}

/// Hours a photo waits for its form.
pub const WAITING_HOURS: i64 = 24;

/// What photos that wait for their form may take of the disk, this one included. Anybody can send
/// some; who fills the room drives out the oldest, and those have had the longest to be used.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub photos: usize,
    /// As they are kept, sealed.
    pub bytes: i64,
}

impl Default for Room {
    fn default() -> Self {
        Self { photos: 2_000, bytes: 1024 * 1024 * 1024 }
    }
}

impl Room {
    /// What has to go, of photos listed newest first with their bytes.
    fn beyond(self, waiting: Vec<(String, i64)>) -> Vec<String> {
        let (mut photos, mut bytes) = (0, 0);
        let mut fits = |more: i64| {
            photos += 1;
            bytes += more;
            photos <= self.photos && bytes <= self.bytes
        };
        let kept = waiting.iter().take_while(|(_, bytes)| fits(*bytes)).count();
        waiting.into_iter().skip(kept).map(|(id, _)| id).collect()
    }
}

impl Store {
    /// Keeps a photo that has been decoded and encoded anew. `width` and `height` in pixels.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn keep_photo(
        &self,
        jpeg: &[u8],
        width: u32,
        height: u32,
        now: Moment,
    ) -> Result<PhotoId, Error> {
        self.keep_photo_within(Room::default(), jpeg, width, height, now).await
    }

    /// The same, with less room.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn keep_photo_within(
        &self,
        room: Room,
        jpeg: &[u8],
        width: u32,
        height: u32,
        now: Moment,
    ) -> Result<PhotoId, Error> {
        let id = PhotoId::new(URL_SAFE_NO_PAD.encode(fresh::bytes::<18>()?));
        let sealed = self.keys().seal("photo", "jpeg", id.as_str(), jpeg)?;
        let kept = id.clone();
        self.write(Scope::Unordered, async move |tx| {
            tx.execute(KEEP, args![&kept, width, height, sealed, now]).await?;
            let waiting = tx.all(WAITING, args![]).await?;
            for id in room.beyond(waiting) {
                tx.execute(DROP, args![id]).await?;
            }
            Ok(())
        })
        .await?;
        Ok(id)
    }

    /// A photo of the complaint a private link opens.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for a photo of another complaint.
    pub async fn photo_by_link(&self, token: &str, id: &PhotoId) -> Result<Vec<u8>, Error> {
        let found = self.linked(token).await?;
        let (sealed,): (Vec<u8>,) = self.read().await?.one(OF_COMPLAINT, args![id, &found.id]).await?;
        self.keys().open("photo", "jpeg", id.as_str(), &sealed)
    }

    /// A photo of a complaint this member of staff may read; that it was looked at goes on record.
    ///
    /// # Errors
    /// [`Error::NotFound`] also where the viewer may not read it.
    pub async fn photo_for_staff(&self, id: &PhotoId, staff: &Staff, now: Moment) -> Result<Vec<u8>, Error> {
        let (sealed, complaint, community): (Vec<u8>, String, String) =
            self.read().await?.one(WITH_COMMUNITY, args![id]).await?;
        let found = Found { id: ComplaintId::new(complaint), community: CommunityId::new(community) };
        if !staff.may(Want::Read, &found.community) {
            return Err(Error::NotFound);
        }
        self.record_photo(found, id, staff, now).await?;
        self.keys().open("photo", "jpeg", id.as_str(), &sealed)
    }

    /// Whether a photo has arrived and still waits for its form.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn photo_waits(&self, id: &PhotoId) -> Result<bool, Error> {
        let row: Option<(i64,)> = self.read().await?.optional(WAITS, args![id]).await?;
        Ok(row.is_some())
    }

    /// Whether the form of this idempotency key can have a photo: it still waits, or that very form
    /// has been posted before and has it already.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn photo_fits(&self, id: &PhotoId, key: &str) -> Result<bool, Error> {
        let mut read = self.read().await?;
        let held: Option<(Option<String>,)> = read.optional(HELD, args![id]).await?;
        let Some((held,)) = held else { return Ok(false) };
        let Some(complaint) = held else { return Ok(true) };
        let forms: Vec<(Vec<u8>, Vec<u8>)> = read.all(FORMS, args![complaint]).await?;
        Ok(forms.iter().any(|(kept, content)| was_posted(self.keys(), key, kept, content)))
    }

    /// Erases photos whose form never came; says how many.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn forget_photos(&self, now: Moment) -> Result<u64, Error> {
        let before = now.plus_minutes(-WAITING_HOURS * 60);
        self.write(Scope::Unordered, async move |tx| tx.execute(FORGET, args![before]).await).await
    }
}

impl Tx {
    /// Ties a waiting photo to a complaint; false when there is none, or another has it.
    pub(crate) async fn claim_photo(
        &mut self,
        id: &PhotoId,
        complaint: &ComplaintId,
        entry: Option<i64>,
        position: u32,
    ) -> Result<bool, Error> {
        Ok(self.execute(CLAIM, args![id, complaint, entry, position]).await? == 1)
    }
}
