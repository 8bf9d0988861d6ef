//! Staff, their duties, and how they are found when they sign in.

use rules::{
    access::{Duty, Staff, Want},
    contact::Phone,
    id::{CommunityId, StaffId},
    kind::Department,
    moment::Moment,
    timeline::Person,
};
use sqlx::FromRow;

use crate::{
    Changed, Error, Reader, Scope, Store, fresh,
    sql::{Statement, Value, args, sql},
};

sql! {
    ACCOUNT = "SELECT id, password_hash FROM staff WHERE account = $1 AND left_at IS NULL";
    STAFF = "SELECT id, name, department FROM staff WHERE id = $1 AND left_at IS NULL";
    ACCOUNTS = "SELECT account, name FROM staff WHERE left_at IS NULL ORDER BY account";
    DUTIES = "SELECT community, duty FROM duty WHERE staff = $1 AND from_at <= $2 AND (until_at IS NULL OR until_at > $2)
        ORDER BY community, duty";
    COLLEAGUES by "duty_community" = "SELECT s.id, s.name, s.department, d.duty FROM duty d JOIN staff s ON s.id = d.staff
        WHERE d.community = $1 AND d.from_at <= $2 AND (d.until_at IS NULL OR d.until_at > $2) AND s.left_at IS NULL
        ORDER BY s.department, s.name, s.id";
    ADD = "INSERT INTO staff (id, account, name, department, email, phone, password_hash, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account) DO NOTHING";
    ADD_DUTY = "INSERT INTO duty (staff, community, duty, from_at) VALUES ($1, $2, $3, $4)";
    PASSWORD = "SELECT password_hash FROM staff WHERE id = $1 AND left_at IS NULL";
    SET_PASSWORD = "UPDATE staff SET password_hash = $2 WHERE account = $1 AND left_at IS NULL RETURNING id";
    SET_REACH = "UPDATE staff SET email = COALESCE($2, email), phone = COALESCE($3, phone)
        WHERE account = $1 AND left_at IS NULL RETURNING id";
    LEAVE = "UPDATE staff SET left_at = $2 WHERE account = $1 AND left_at IS NULL RETURNING id";
}

/// A cell that is sealed, where there is one.
type Sealed = Option<Vec<u8>>;

/// A member of staff to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// What is typed to sign in: the staff number.
    pub account: String,
    pub name: String,
    pub department: Department,
    pub email: Option<String>,
    pub phone: Option<Phone>,
    /// A PHC string, never the password.
    pub password_hash: String,
    pub duties: Vec<(CommunityId, Duty)>,
}

#[derive(FromRow)]
pub(crate) struct PersonRow {
    pub id: String,
    pub name: String,
    pub department: String,
}

impl PersonRow {
    pub(crate) fn into_person(self) -> Result<Person, Error> {
        Ok(Person { id: StaffId::new(self.id), name: self.name, department: department(&self.department)? })
    }
}

/// A cell that is empty where nobody is joined.
pub(crate) type Cell = Option<String>;

/// Somebody who may not be there.
pub(crate) fn person(id: Cell, name: Cell, of: Cell) -> Result<Option<Person>, Error> {
    let (Some(id), Some(name), Some(department)) = (id, name, of) else { return Ok(None) };
    PersonRow { id, name, department }.into_person().map(Some)
}

pub(crate) fn department(code: &str) -> Result<Department, Error> {
    Department::from_code(code).ok_or_else(|| Error::failed("a department we do not know"))
}

impl Reader {
    /// Those who may handle complaints of a community now, each once.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn colleagues(&mut self, community: &CommunityId, now: Moment) -> Result<Vec<Person>, Error> {
        let mut colleagues: Vec<Person> = Vec::new();
        for (person, duty) in self.duties(community, now).await? {
            if duty.allows(Want::Handle) && colleagues.last().is_none_or(|last| last.id != person.id) {
                colleagues.push(person);
            }
        }
        Ok(colleagues)
    }

    /// Those of these ids who work in a community now.
    pub(crate) async fn named(
        &mut self,
        community: &CommunityId,
        ids: &[StaffId],
        now: Moment,
    ) -> Result<Vec<Person>, Error> {
        let mut named: Vec<Person> = Vec::new();
        for (person, _) in self.duties(community, now).await? {
            if ids.contains(&person.id) && named.iter().all(|known| known.id != person.id) {
                named.push(person);
            }
        }
        Ok(named)
    }

    /// The duties held in a community now, each person's one after another.
    pub(crate) async fn duties(
        &mut self,
        community: &CommunityId,
        now: Moment,
    ) -> Result<Vec<(Person, Duty)>, Error> {
        let rows: Vec<(String, String, String, String)> = self.all(COLLEAGUES, args![community, now]).await?;
        let mut duties = Vec::with_capacity(rows.len());
        for (id, name, department, duty) in rows {
            if let Some(duty) = Duty::from_code(&duty) {
                duties.push((PersonRow { id, name, department }.into_person()?, duty));
            }
        }
        Ok(duties)
    }
}

impl Store {
    /// Id and password hash of an account in use.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn account(&self, account: &str) -> Result<Option<(StaffId, String)>, Error> {
        let row: Option<(String, String)> = self.read().await?.optional(ACCOUNT, args![account]).await?;
        Ok(row.map(|(id, hash)| (StaffId::new(id), hash)))
    }

    /// Accounts in use with the names behind them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn accounts(&self) -> Result<Vec<(String, String)>, Error> {
        self.read().await?.all(ACCOUNTS, args![]).await
    }

    /// A member of staff with the duties held now.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for who has left.
    pub async fn staff(&self, id: &StaffId, now: Moment) -> Result<Staff, Error> {
        let mut read = self.read().await?;
        let person = read.one::<PersonRow>(STAFF, args![id]).await?.into_person()?;
        let rows: Vec<(String, String)> = read.all(DUTIES, args![id, now]).await?;
        let duties = rows
            .into_iter()
            .filter_map(|(community, duty)| Some((CommunityId::new(community), Duty::from_code(&duty)?)))
            .collect();
        Ok(Staff { id: person.id, name: person.name, department: person.department, duties })
    }

    /// # Errors
    /// [`Error::Conflict`] when the account is taken or a community unknown.
    pub async fn add_staff(&self, staff: NewStaff, now: Moment) -> Result<StaffId, Error> {
        let id = StaffId::new(fresh::id(now)?);
        let (email, phone) = self.reached_by(&id, staff.email.as_deref(), staff.phone.as_ref())?;
        self.write(Scope::Company, async move |tx| {
            let NewStaff { account, name, department, password_hash, duties, .. } = staff;
            let args = args![&id, &account, &name, department.code(), email, phone, &password_hash, now];
            if tx.execute(ADD, args).await? == 0 {
                return Err(Error::Conflict);
            }
            for (community, duty) in &duties {
                tx.execute(ADD_DUTY, args![&id, community, duty.code(), now]).await?;
            }
            tx.changed(Changed::Staff(id.clone()));
            Ok(id)
        })
        .await
    }

    /// From now on alerts go there; what is `None` stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such account.
    pub async fn reach_staff_by(
        &self,
        account: &str,
        email: Option<&str>,
        phone: Option<&Phone>,
    ) -> Result<(), Error> {
        let (id, _) = self.account(account).await?.ok_or(Error::NotFound)?;
        let (email, phone) = self.reached_by(&id, email, phone)?;
        self.change_staff(SET_REACH, args![account, email, phone]).await
    }

    fn reached_by(
        &self,
        id: &StaffId,
        email: Option<&str>,
        phone: Option<&Phone>,
    ) -> Result<(Sealed, Sealed), Error> {
        let seal = |column: &str, text: &str| self.keys().seal("staff", column, id.as_str(), text.as_bytes());
        let email = email.map(|email| seal("email", email)).transpose()?;
        let phone = phone.map(|phone| seal("phone", &phone.normalised())).transpose()?;
        Ok((email, phone))
    }

    /// What the password of a member of staff is now.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for who has left.
    pub async fn password_hash(&self, id: &StaffId) -> Result<String, Error> {
        let (hash,): (String,) = self.read().await?.one(PASSWORD, args![id]).await?;
        Ok(hash)
    }

    /// # Errors
    /// [`Error::NotFound`] when there is no such account.
    pub async fn set_password(&self, account: String, password_hash: String) -> Result<(), Error> {
        self.change_staff(SET_PASSWORD, args![account, password_hash]).await
    }

    /// From now on the account opens nothing; what its owner did stays under her name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such account.
    pub async fn staff_leaves(&self, account: String, now: Moment) -> Result<(), Error> {
        self.change_staff(LEAVE, args![account, now]).await
    }

    async fn change_staff(&self, statement: Statement, args: Vec<Value>) -> Result<(), Error> {
        self.write(Scope::Company, async move |tx| {
            let (id,): (String,) = tx.one(statement, args).await?;
            tx.changed(Changed::Staff(StaffId::new(id)));
            Ok(())
        })
        .await
    }
}
