//! Every limit on what people send us, named with its unit. A limit is part of the promise that
//! bad input gets a clear answer: each has a [`crate::problem::What`] that says its figure.

/// What happened, and any other long text a person writes.
pub const TEXT_CHARS_MAX: usize = 2_000;
/// All that stands in one form while it is written: twice a text, so that one that has become too long is
/// kept too, to be shortened.
pub const DRAFT_CHARS_MAX: usize = 2 * TEXT_CHARS_MAX;
/// Place as typed, e.g. `3栋2单元501`.
pub const PLACE_CHARS_MAX: usize = 100;
/// Name or form of address.
pub const NAME_CHARS_MAX: usize = 40;
/// The remedy wanted, in the resident's words.
pub const REMEDY_CHARS_MAX: usize = 500;
/// The answer to one question of a kind.
pub const ANSWER_CHARS_MAX: usize = 200;
/// A message to all households of an incident: it is read on a phone.
pub const MESSAGE_CHARS_MAX: usize = 500;
/// Complaints one message to all households looks at.
pub const INCIDENT_RECIPIENTS_MAX: u32 = 2_000;
/// Incidents listed.
pub const INCIDENT_ROWS_MAX: u32 = 200;
/// Reasons staff give: a transfer, a lowered grade.
pub const REASON_CHARS_MAX: usize = 500;
/// Words in a survey answer.
pub const WORDS_CHARS_MAX: usize = 1_000;
/// Photos with one complaint or one message.
pub const PHOTOS_MAX: usize = 6;
/// Households one spokesperson can speak for: more than any community we know has homes.
pub const HOUSEHOLDS_MAX: u16 = 5_000;
/// Persons in a collective complaint.
pub const PERSONS_MAX: u16 = 20_000;
/// How often a problem can be said to have come back.
pub const RETURNED_TIMES_MAX: u16 = 99;
/// How long ago a problem can have begun.
pub const SINCE_YEARS_MAX: i32 = 30;
/// Idempotency keys: a UUID with room to spare.
pub const KEY_CHARS_MAX: usize = 64;
/// The number of a matter at an outside body.
pub const OUTSIDE_NUMBER_CHARS_MAX: usize = 40;
/// Matters of one caller shown at the desk.
pub const CALLER_ROWS_MAX: usize = 10;
/// Complaints offered as the same while one is taken down.
pub const LIKELY_ROWS_MAX: usize = 5;
/// Somebody passes on so much within 24 hours: a guard on the busiest day has a tenth of it.
pub const PASSED_ON_PER_DAY_MAX: usize = 100;
/// Those to be called back shown per community; the oldest come first, so none is forgotten.
pub const CALL_BACK_ROWS_MAX: u32 = 100;
/// Rows on one page of the call log.
pub const CALL_PAGE_ROWS_MAX: usize = 50;
/// Rows on one page of the queue.
pub const QUEUE_PAGE_ROWS_MAX: usize = 50;
/// Name of a view that is kept.
pub const VIEW_NAME_CHARS_MAX: usize = 20;
/// What a view asks, as it stands in an address.
pub const VIEW_ASKS_CHARS_MAX: usize = 2_000;
/// Views of one member of staff.
pub const VIEWS_MAX: usize = 20;
/// Views of colleagues that are shown.
pub const SHARED_VIEWS_MAX: u32 = 20;
/// Complaints of one community looked at for one page of the queue, where several filters are set and
/// few fit all of them.
pub const QUEUE_LOOK_ROWS_MAX: usize = 3_000;
/// Bytes of one photo as it arrives.
pub const PHOTO_BYTES_MAX: usize = 20 * 1024 * 1024;
/// Pixels of one photo, checked before it is decoded.
pub const PHOTO_PIXELS_MAX: u64 = 64_000_000;
/// Messages a resident can add to one complaint within 24 hours.
pub const MESSAGES_PER_DAY_MAX: usize = 30;
/// Complaints of one number or one address in a day (the last 24 hours) whose receipt is sent to it.
/// Anybody can type in anybody's: beyond this, only the page she has filed on gives the link.
pub const RECEIPTS_PER_DAY_MAX: usize = 5;
/// Rows of each heap on the wallboard, and of what is due next: a screen is read from across the room.
pub const WALL_ROWS_MAX: usize = 4;
pub const WALL_NEXT_ROWS_MAX: usize = 8;
/// How far the wallboard counts.
pub const WALL_COUNT_MAX: u32 = 99;
/// Bells that ring at once on the wallboard.
pub const WALL_RINGS_MAX: usize = 3;
/// Colleagues shown as being at the complaints of one community.
pub const PRESENT_ROWS_MAX: u32 = 200;
/// Alerts of one member of staff shown; the newest come first.
pub const ALERT_ROWS_MAX: u32 = 100;
/// Requests for help on one complaint that are not answered yet.
pub const HELPS_MAX: usize = 5;
/// Weeks a time on duty can be repeated at once: a quarter.
pub const SHIFT_WEEKS_MAX: u16 = 13;
/// Days one time on duty can last.
pub const SHIFT_DAYS_MAX: u32 = 31;
/// Days ahead in which the roster names the times nobody is on duty.
pub const ROSTER_DAYS_AHEAD: u32 = 7;
/// How far a handler's open complaints are counted.
pub const LOAD_COUNT_MAX: u32 = 99;
/// Times of the roster listed per community.
pub const SHIFT_ROWS_MAX: u32 = 200;
/// Lines of the to-tell list shown per community; the oldest come first, so none is forgotten.
pub const TO_TELL_ROWS_MAX: u32 = 100;
/// Answers in words shown on the results page.
pub const WORDS_ROWS_MAX: usize = 50;
/// What is looked for in the queue.
pub const SEARCH_CHARS_MAX: usize = 100;
/// Terms one complaint is found by, of which a long one has some hundreds.
pub const SEARCH_TERMS_MAX: usize = 4_000;
/// Rows of one file that is carried away; one that has more says so.
pub const EXPORT_ROWS_MAX: usize = 10_000;
/// Files one member of staff can carry away within an hour.
pub const EXPORTS_PER_HOUR_MAX: u32 = 30;
/// Days one table counts: a year.
pub const TABLE_DAYS_MAX: u64 = 366;
/// Complaints one statistics table adds up.
pub const TABLE_ROWS_MAX: usize = 100_000;
/// Rows on one page of the registration and tracking table.
pub const TABLE_PAGE_ROWS_MAX: usize = 50;
