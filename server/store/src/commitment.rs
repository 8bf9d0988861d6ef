//! Commitments: a row each, with every version of what was promised (W7).

use std::collections::BTreeMap;

use rules::{
    change::State,
    commitment::{Commitment, Given, Promised},
    id::{CommitmentId, ComplaintId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Error, Keyring, Reader, Tx, fresh,
    sql::{Value, args, sql},
    staff::{PersonRow, person},
    timeline::{read_json, write_json},
};

sql! {
    OF by "commitment_complaint" = "SELECT c.id, c.number, c.kept_at, p.id AS person, p.name AS person_name,
            p.department AS person_department, k.id AS keeper, k.name AS keeper_name, k.department AS keeper_department
        FROM commitment c JOIN staff p ON p.id = c.person LEFT JOIN staff k ON k.id = c.kept_by
        WHERE c.complaint = $1 ORDER BY c.number";
    VERSIONS by "commitment_complaint" = "SELECT v.commitment, v.version, v.words, v.due, v.given_at, b.id AS giver, b.name AS giver_name,
            b.department AS giver_department, a.id AS approver, a.name AS approver_name, a.department AS approver_department
        FROM commitment c JOIN commitment_version v ON v.commitment = c.id JOIN staff b ON b.id = v.given_by
            LEFT JOIN staff a ON a.id = v.approved_by
        WHERE c.complaint = $1 ORDER BY v.commitment, v.version";
    MAKE = "INSERT INTO commitment (id, complaint, number, person, due) VALUES ($1, $2, $3, $4, $5)";
    GIVE = "INSERT INTO commitment_version (commitment, version, words, due, given_by, given_at, approved_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    MOVE by "commitment_complaint" = "UPDATE commitment SET due = $3 WHERE complaint = $1 AND number = $2 RETURNING id";
    KEEP by "commitment_complaint" = "UPDATE commitment SET kept_at = $3, kept_by = $4 WHERE complaint = $1 AND number = $2";
}

/// All free text of one version, sealed.
#[derive(Serialize, Deserialize)]
struct Words {
    what: String,
    amount: String,
    reason: String,
    compensation: String,
}

#[derive(FromRow)]
struct Row {
    id: String,
    number: i64,
    kept_at: Option<i64>,
    person: String,
    person_name: String,
    person_department: String,
    keeper: Option<String>,
    keeper_name: Option<String>,
    keeper_department: Option<String>,
}

#[derive(FromRow)]
struct VersionRow {
    commitment: String,
    version: i64,
    words: Vec<u8>,
    due: Option<i64>,
    given_at: i64,
    giver: String,
    giver_name: String,
    giver_department: String,
    approver: Option<String>,
    approver_name: Option<String>,
    approver_department: Option<String>,
}

fn place(commitment: &str, version: i64) -> String {
    format!("{commitment}/{version}")
}

impl VersionRow {
    fn into_given(self, keys: &Keyring) -> Result<Given, Error> {
        let row = place(&self.commitment, self.version);
        let words: Words = read_json(&keys.open("commitment_version", "words", &row, &self.words)?)?;
        let Words { what, amount, reason, compensation } = words;
        let by = PersonRow { id: self.giver, name: self.giver_name, department: self.giver_department };
        Ok(Given {
            promised: Promised { what, due: self.due.map(Moment::from_millis), amount },
            reason,
            compensation,
            by: by.into_person()?,
            at: Moment::from_millis(self.given_at),
            approved_by: person(self.approver, self.approver_name, self.approver_department)?,
        })
    }
}

impl Reader {
    /// The commitments of a complaint with all their versions, in the order they were made.
    pub(crate) async fn commitments(&mut self, complaint: &ComplaintId) -> Result<Vec<Commitment>, Error> {
        let rows: Vec<Row> = self.all(OF, args![complaint]).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut versions: BTreeMap<String, Vec<Given>> = BTreeMap::new();
        for row in self.all::<VersionRow>(VERSIONS, args![complaint]).await? {
            let of = row.commitment.clone();
            versions.entry(of).or_default().push(row.into_given(self.keys())?);
        }
        let commitment = |row: Row| {
            let of = PersonRow { id: row.person, name: row.person_name, department: row.person_department };
            let keeper = person(row.keeper, row.keeper_name, row.keeper_department)?;
            Ok(Commitment {
                number: u32::try_from(row.number).unwrap_or(0),
                person: of.into_person()?,
                versions: versions.remove(&row.id).unwrap_or_default(),
                kept: keeper.zip(row.kept_at.map(Moment::from_millis)),
            })
        };
        rows.into_iter().map(commitment).collect()
    }
}

impl Tx {
    /// Keeps what a change promises, promises anew, or keeps.
    pub(crate) async fn save_commitments(
        &mut self,
        complaint: &ComplaintId,
        before: &State,
        after: &State,
        now: Moment,
    ) -> Result<(), Error> {
        for one in &after.commitments {
            let known = before.commitments.iter().find(|known| known.number == one.number);
            if known == Some(one) {
                continue;
            }
            let due = one.versions.last().and_then(|given| given.promised.due);
            let so_far = known.map_or(0, |known| known.versions.len());
            let id = match known {
                None => {
                    let id = CommitmentId::new(fresh::id(now)?);
                    self.execute(MAKE, args![&id, complaint, one.number, &one.person.id, due]).await?;
                    id
                }
                Some(_) => {
                    let (id,): (String,) = self.one(MOVE, args![complaint, one.number, due]).await?;
                    CommitmentId::new(id)
                }
            };
            for (version, given) in one.versions.iter().enumerate().skip(so_far) {
                let args = give_args(self.keys(), &id, version, given)?;
                self.execute(GIVE, args).await?;
            }
            if let Some((by, at)) = &one.kept {
                self.execute(KEEP, args![complaint, one.number, *at, &by.id]).await?;
            }
        }
        Ok(())
    }
}

/// The arguments of [`GIVE`].
fn give_args(keys: &Keyring, id: &CommitmentId, version: usize, given: &Given) -> Result<Vec<Value>, Error> {
    let Given { promised: Promised { what, due, amount }, reason, compensation, by, at, approved_by } = given;
    let version = i64::try_from(version).unwrap_or(i64::MAX) + 1;
    let words = Words {
        what: what.clone(),
        amount: amount.clone(),
        reason: reason.clone(),
        compensation: compensation.clone(),
    };
    let row = place(id.as_str(), version);
    let words = keys.seal("commitment_version", "words", &row, &write_json(&words)?)?;
    let approved_by = approved_by.as_ref().map(|person| person.id.as_str().to_owned());
    Ok(args![id, version, words, *due, &by.id, *at, approved_by])
}
