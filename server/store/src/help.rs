//! Help asked of somebody: a row each, with what came of it.

use rules::{
    change::State,
    help::{Help, Helped},
    id::ComplaintId,
    moment::Moment,
    transfer::Receiver,
};
use sqlx::FromRow;

use crate::{
    Error, Keyring, Reader, Tx,
    complaint::Found,
    sql::{args, sql},
    staff::{Cell, PersonRow, department, person},
};

sql! {
    OF = "SELECT h.number, h.department, h.text, h.asked_at, h.answer, h.answered_at, h.withdrawn_at,
            b.id AS by_id, b.name AS by_name, b.department AS by_department,
            o.id AS of_id, o.name AS of_name, o.department AS of_department,
            a.id AS answer_id, a.name AS answer_name, a.department AS answer_department
        FROM help h JOIN staff b ON b.id = h.asked_by LEFT JOIN staff o ON o.id = h.of_staff
            LEFT JOIN staff a ON a.id = h.answered_by
        WHERE h.complaint = $1 ORDER BY h.number";
    ASK = "INSERT INTO help (complaint, number, community, asked_of, of_staff, department, asked_by, text, asked_at, open)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    END = "UPDATE help SET answered_by = $3, answer = $4, answered_at = $5, withdrawn_at = $6, open = 0
        WHERE complaint = $1 AND number = $2";
}

#[derive(FromRow)]
struct Row {
    number: i64,
    department: String,
    text: Vec<u8>,
    asked_at: i64,
    answer: Option<Vec<u8>>,
    answered_at: Option<i64>,
    withdrawn_at: Option<i64>,
    by_id: String,
    by_name: String,
    by_department: String,
    of_id: Cell,
    of_name: Cell,
    of_department: Cell,
    answer_id: Cell,
    answer_name: Cell,
    answer_department: Cell,
}

fn place(complaint: &ComplaintId, number: i64) -> String {
    format!("{}/{number}", complaint.as_str())
}

impl Row {
    fn into_help(self, keys: &Keyring, complaint: &ComplaintId) -> Result<Help, Error> {
        let row = place(complaint, self.number);
        let by = PersonRow { id: self.by_id, name: self.by_name, department: self.by_department };
        let of = match person(self.of_id, self.of_name, self.of_department)? {
            Some(person) => Receiver::Person(person),
            None => Receiver::Department(department(&self.department)?),
        };
        let answered_by = person(self.answer_id, self.answer_name, self.answer_department)?;
        let answer = match (answered_by, self.answer, self.answered_at) {
            (Some(by), Some(sealed), Some(at)) => {
                let text = keys.open_text("help", "answer", &row, &sealed)?;
                Some(Helped { by, text, at: Moment::from_millis(at) })
            }
            _ => None,
        };
        Ok(Help {
            number: u32::try_from(self.number).unwrap_or(0),
            of,
            by: by.into_person()?,
            text: keys.open_text("help", "text", &row, &self.text)?,
            at: Moment::from_millis(self.asked_at),
            answer,
            withdrawn: self.withdrawn_at.map(Moment::from_millis),
        })
    }
}

impl Reader {
    /// Who was asked to help with a complaint, in the order they were.
    pub(crate) async fn helps(&mut self, complaint: &ComplaintId) -> Result<Vec<Help>, Error> {
        let rows: Vec<Row> = self.all(OF, args![complaint]).await?;
        rows.into_iter().map(|row| row.into_help(self.keys(), complaint)).collect()
    }
}

impl Tx {
    /// Keeps what a change asks, answers or withdraws.
    pub(crate) async fn save_helps(
        &mut self,
        found: &Found,
        before: &State,
        after: &State,
    ) -> Result<(), Error> {
        for help in &after.helps {
            let known = before.helps.iter().find(|known| known.number == help.number);
            if known.is_none() {
                self.save_help(found, help).await?;
            }
            if !help.is_open() && known.is_none_or(Help::is_open) {
                let row = place(&found.id, help.number.into());
                let seal = |text: &str| self.keys().seal("help", "answer", &row, text.as_bytes());
                let answer = help.answer.as_ref();
                let text = answer.map(|answer| seal(&answer.text)).transpose()?;
                let by = answer.map(|answer| answer.by.id.as_str().to_owned());
                let at = answer.map(|answer| answer.at);
                self.execute(END, args![&found.id, help.number, by, text, at, help.withdrawn]).await?;
            }
        }
        Ok(())
    }

    async fn save_help(&mut self, found: &Found, help: &Help) -> Result<(), Error> {
        let row = place(&found.id, help.number.into());
        let text = self.keys().seal("help", "text", &row, help.text.as_bytes())?;
        let (to, of) = (help.of.to(), help.of.department().code());
        let person = match &help.of {
            Receiver::Person(person) => Some(person.id.as_str().to_owned()),
            Receiver::Department(_) => None,
        };
        let Found { id, community } = found;
        let args = args![id, help.number, community, to.code(), person, of, &help.by.id, text, help.at];
        self.execute(ASK, args).await.map(drop)
    }
}
