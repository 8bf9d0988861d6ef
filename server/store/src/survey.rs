//! The survey that goes out with a resolution, its one answer, and what the answers say.

use rules::{
    access::{Refusal, Staff, Want},
    change::{self, State},
    follow::Follow,
    id::{CommunityId, ComplaintId, ComplaintNumber, SurveyId},
    limits::WORDS_ROWS_MAX,
    moment::Moment,
    stage::Stage,
    survey::{Answer, Asked, Results, Said},
    timeline::{Event, Who},
    view::Surveyed,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Keyring, Purpose, Reader, Scope, Store, Tx,
    complaint::Found,
    sql::{Value, args, sql},
};

sql! {
    BY_LINK = "SELECT s.id, s.complaint, s.community, a.at AS answered_at FROM survey s
        LEFT JOIN answer a ON a.survey = s.id WHERE s.code = $1 AND s.generation = $2";
    ANSWERED = "SELECT key, reopened FROM answer WHERE survey = $1";
    NEWEST by "survey_complaint" = "SELECT s.id, s.code, s.generation, a.at AS answered_at FROM survey s
        LEFT JOIN answer a ON a.survey = s.id WHERE s.complaint = $1 ORDER BY s.made_at DESC, s.id DESC LIMIT 1";
    OF_COMPLAINT by "survey_complaint" = "SELECT s.id, s.sent_at, a.at, a.solved, a.satisfaction, a.attitude, a.speed, a.result, a.words
        FROM survey s LEFT JOIN answer a ON a.survey = s.id WHERE s.complaint = $1 ORDER BY s.made_at, s.id";
    SENT by "survey_complaint" = "UPDATE survey SET sent_at = $2 WHERE sent_at IS NULL AND id = (
            SELECT id FROM survey WHERE complaint = $1 ORDER BY made_at DESC, id DESC LIMIT 1)";
    ANSWER = "INSERT INTO answer (survey, community, at, key, solved, reopened, satisfaction, attitude, speed, result, words)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (survey) DO NOTHING";
    INVITED by "survey_community" = "SELECT COUNT(*) FROM survey
        WHERE community = $1 AND sent_at IS NOT NULL AND sent_at >= $2 AND sent_at < $3";
    ANSWERS by "answer_community" = "SELECT solved, satisfaction, attitude, speed, result, COUNT(*) FROM answer
        WHERE community = $1 AND at >= $2 AND at < $3 GROUP BY solved, satisfaction, attitude, speed, result";
    WORDS by "answer_community" = "SELECT a.survey, a.at, a.solved, a.satisfaction, a.words, c.number FROM answer a
        JOIN survey s ON s.id = a.survey JOIN complaint c ON c.id = s.complaint
        WHERE a.community = $1 AND a.at >= $2 AND a.at < $3 AND a.words IS NOT NULL ORDER BY a.at DESC LIMIT $4";
}

#[derive(FromRow)]
struct SurveyRow {
    id: String,
    complaint: String,
    community: String,
    answered_at: Option<i64>,
}

#[derive(FromRow)]
struct NewestRow {
    id: String,
    code: i64,
    generation: i64,
    answered_at: Option<i64>,
}

#[derive(FromRow)]
struct WordsRow {
    survey: String,
    at: i64,
    solved: i64,
    satisfaction: i64,
    words: Vec<u8>,
    number: String,
}

#[derive(FromRow)]
struct SurveyedRow {
    id: String,
    sent_at: Option<i64>,
    at: Option<i64>,
    solved: Option<i64>,
    satisfaction: Option<i64>,
    attitude: Option<i64>,
    speed: Option<i64>,
    result: Option<i64>,
    words: Option<Vec<u8>>,
}

impl SurveyedRow {
    fn into_surveyed(self, keys: &Keyring) -> Result<Surveyed, Error> {
        let point = |value: i64| u8::try_from(value).ok();
        let sent = self.sent_at.map(Moment::from_millis);
        let (Some(at), Some(solved)) = (self.at, self.solved) else {
            return Ok(Surveyed { sent, answer: None });
        };
        let words =
            self.words.map(|words| keys.open_text("answer", "words", &self.id, &words)).transpose()?;
        let answer = Answer {
            solved: solved == 1,
            satisfaction: self.satisfaction.and_then(point).unwrap_or(0),
            attitude: self.attitude.and_then(point),
            speed: self.speed.and_then(point),
            result: self.result.and_then(point),
            words: words.unwrap_or_default(),
        };
        Ok(Surveyed { sent, answer: Some((Moment::from_millis(at), answer)) })
    }
}

/// Solved, satisfaction, attitude, speed, result, and how many answered just so.
type Counted = (i64, i64, Option<i64>, Option<i64>, Option<i64>, i64);

impl Store {
    /// What a survey link asks about. Opening it spends nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that is unknown, altered or revoked.
    pub async fn asked(&self, token: &str) -> Result<Asked, Error> {
        let survey = self.survey(token).await?;
        let mut read = self.read().await?;
        let complaint = ComplaintId::new(survey.complaint);
        let row = read.complaint_row(&complaint).await?;
        let takes_answers = read.is_rated_by(&complaint, row.stage()?, &survey.id).await?;
        Ok(Asked {
            number: row.number()?,
            kind: row.kind()?,
            place: row.words(self.keys())?.place.text,
            handler: row.handler()?.map(|handler| handler.name),
            answered: survey.answered_at.is_some(),
            over: survey.answered_at.is_none() && !takes_answers,
        })
    }

    /// Keeps the one answer of a link. "Not solved" opens the complaint again in the same
    /// transaction, where it still can be; the answer is whether it did. The same form again changes
    /// nothing and is answered alike.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown link; [`Error::Denied`] with `NotNow` when it was answered
    /// before, with `SurveyOver` when the complaint went on after it was sent.
    pub async fn answer_survey(
        &self,
        token: &str,
        key: &str,
        answer: Answer,
        now: Moment,
    ) -> Result<bool, Error> {
        let survey = self.survey(token).await?;
        let said =
            serde_json::to_string(&(key, &answer)).map_err(|error| Error::failed(error.to_string()))?;
        let key = (!key.is_empty()).then(|| self.keys().lookup("key", &said).to_vec());
        let found =
            Found { id: ComplaintId::new(survey.complaint), community: CommunityId::new(survey.community) };
        self.write(Scope::Community(found.community.clone()), async move |tx| {
            if let Some(given) = tx.given(&survey.id).await? {
                let is_same = key.is_some() && given.key == key;
                return if is_same { Ok(given.reopened) } else { Err(Error::Denied(Refusal::NotNow.into())) };
            }
            let state = tx.state(&found.id, now).await?;
            if !tx.is_rated_by(&found.id, state.stage, &survey.id).await? {
                return Err(Error::Denied(Refusal::SurveyOver.into()));
            }
            let (solved, satisfaction) = (answer.solved, answer.satisfaction);
            let change = followed(&state, solved, now);
            let reopened = change.is_some() && !solved;
            let kept = Kept { answer, reopened, key, at: now };
            tx.survey_sent(&found.id, now).await?;
            let args = answer_args(tx.keys(), &SurveyId::new(survey.id), &found.community, &kept)?;
            if tx.execute(ANSWER, args).await? == 0 {
                return Err(Error::Denied(Refusal::NotNow.into()));
            }
            let event = Event::SurveyAnswered { solved, satisfaction };
            tx.append(&found.community, &found.id, &Who::Resident, &event, now).await?;
            if let Some(change) = change {
                tx.save(&found, &state, change, now).await?;
            }
            tx.changed(Changed::Complaint(found.id, found.community.clone()));
            tx.changed(Changed::Survey(found.community));
            Ok(reopened)
        })
        .await
    }

    /// Results over surveys sent and answers given from `from` until before `until`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn results(
        &self,
        staff: &Staff,
        community: Option<&CommunityId>,
        from: Moment,
        until: Moment,
    ) -> Result<Results, Error> {
        let mut results = Results::default();
        let mut read = self.read().await?;
        let mut communities = staff.communities(Want::ReadScores);
        communities.retain(|held| community.is_none_or(|wanted| wanted == held));
        for community in &communities {
            read.add_results(community, from, until, &mut results).await?;
        }
        results.words.sort_by_key(|said| std::cmp::Reverse(said.at));
        results.words.truncate(WORDS_ROWS_MAX);
        Ok(results)
    }

    async fn survey(&self, token: &str) -> Result<SurveyRow, Error> {
        let (code, generation) = self.links().read(Purpose::Survey, token).ok_or(Error::NotFound)?;
        self.read().await?.one(BY_LINK, args![code, generation]).await
    }
}

/// What an answer does to its complaint: "solved" confirms a result that waits for her word, "not
/// solved" opens it again; where neither fits any more, it is only an answer.
fn followed(state: &State, solved: bool, now: Moment) -> Option<change::Change> {
    let follow = if solved { Follow::Accept } else { Follow::NotSolved { text: String::new() } };
    change::follow(state, follow, now).ok()
}

impl Tx {
    /// The link to the newest survey has reached her; the first time counts.
    pub(crate) async fn survey_sent(&mut self, complaint: &ComplaintId, now: Moment) -> Result<(), Error> {
        self.execute(SENT, args![complaint, now]).await.map(drop)
    }
}

/// Of an answer that is kept: the form it came by, and what it did.
struct Given {
    key: Option<Vec<u8>>,
    reopened: bool,
}

/// An answer to be kept.
pub(crate) struct Kept {
    pub answer: Answer,
    /// Whether it opened the complaint again.
    pub reopened: bool,
    pub key: Option<Vec<u8>>,
    pub at: Moment,
}

/// The arguments of [`ANSWER`].
pub(crate) fn answer_args(
    keys: &Keyring,
    survey: &SurveyId,
    community: &CommunityId,
    kept: &Kept,
) -> Result<Vec<Value>, Error> {
    let Kept { answer, reopened, key, at } = kept;
    let Answer { solved, satisfaction, attitude, speed, result, words } = answer;
    let seal = || keys.seal("answer", "words", survey.as_str(), words.as_bytes());
    let words = (!words.is_empty()).then(seal).transpose()?;
    let key = key.as_deref();
    Ok(args![
        survey,
        community,
        *at,
        key,
        *solved,
        *reopened,
        *satisfaction,
        *attitude,
        *speed,
        *result,
        words
    ])
}

impl Reader {
    /// Every survey about a complaint, oldest first.
    pub(crate) async fn surveys(&mut self, complaint: &ComplaintId) -> Result<Vec<Surveyed>, Error> {
        let rows: Vec<SurveyedRow> = self.all(OF_COMPLAINT, args![complaint]).await?;
        rows.into_iter().map(|row| row.into_surveyed(self.keys())).collect()
    }

    /// Code and generation of the survey that a complaint in this stage can still be rated by.
    pub(crate) async fn open_survey(
        &mut self,
        complaint: &ComplaintId,
        stage: Stage,
    ) -> Result<Option<(i64, u16)>, Error> {
        let newest = self.newest_survey(complaint, stage).await?;
        let open = newest.filter(|survey| survey.answered_at.is_none());
        Ok(open.map(|survey| (survey.code, u16::try_from(survey.generation).unwrap_or(u16::MAX))))
    }

    /// Asked inside the write: the same form may be arriving twice at once.
    async fn given(&mut self, survey: &str) -> Result<Option<Given>, Error> {
        let row: Option<(Option<Vec<u8>>, i64)> = self.optional(ANSWERED, args![survey]).await?;
        Ok(row.map(|(key, reopened)| Given { key, reopened: reopened == 1 }))
    }

    /// Whether an answer to this survey would be about the result that stands.
    async fn is_rated_by(
        &mut self,
        complaint: &ComplaintId,
        stage: Stage,
        survey: &str,
    ) -> Result<bool, Error> {
        let newest = self.newest_survey(complaint, stage).await?;
        Ok(newest.is_some_and(|newest| newest.id == survey))
    }

    async fn newest_survey(
        &mut self,
        complaint: &ComplaintId,
        stage: Stage,
    ) -> Result<Option<NewestRow>, Error> {
        if stage.can_be_rated() { self.optional(NEWEST, args![complaint]).await } else { Ok(None) }
    }

    async fn add_results(
        &mut self,
        community: &CommunityId,
        from: Moment,
        until: Moment,
        results: &mut Results,
    ) -> Result<(), Error> {
        let (invited,): (i64,) = self.one(INVITED, args![community, from, until]).await?;
        results.invited += u32::try_from(invited).unwrap_or(0);
        let rows: Vec<Counted> = self.all(ANSWERS, args![community, from, until]).await?;
        for (solved, satisfaction, attitude, speed, result, count) in rows {
            let count = u32::try_from(count).unwrap_or(0);
            results.answered += count;
            results.solved += if solved == 1 { count } else { 0 };
            for (counts, point) in [
                (&mut results.satisfaction, Some(satisfaction)),
                (&mut results.attitude, attitude),
                (&mut results.speed, speed),
                (&mut results.result, result),
            ] {
                let at = point.and_then(|point| usize::try_from(point - 1).ok());
                if let Some(slot) = at.and_then(|at| counts.get_mut(at)) {
                    *slot += count;
                }
            }
        }
        let limit = i64::try_from(WORDS_ROWS_MAX).unwrap_or(i64::MAX);
        let rows: Vec<WordsRow> = self.all(WORDS, args![community, from, until, limit]).await?;
        for row in rows {
            results.words.push(Said {
                number: ComplaintNumber::read(&row.number).ok_or(Error::NotFound)?,
                at: Moment::from_millis(row.at),
                satisfaction: u8::try_from(row.satisfaction).unwrap_or(0),
                solved: row.solved == 1,
                words: self.keys().open_text("answer", "words", &row.survey, &row.words)?,
            });
        }
        Ok(())
    }
}
