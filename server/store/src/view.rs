//! Views of the queue: each of one member of staff, some shared with her department. What a view asks
//! may name a resident, so it is sealed, and so is its name.

use rules::{
    access::Staff,
    id::ViewId,
    limits::{SHARED_VIEWS_MAX, VIEWS_MAX},
    moment::Moment,
    problem::{Field, Problems, What},
    queue::{SavedView, ViewWork},
};
use sqlx::FromRow;

use crate::{
    Error, Keyring, Reader, Scope, Store, Tx, fresh,
    sql::{args, sql},
};

sql! {
    OWN by "view_staff" = "SELECT id, department, name, asks, NULL AS sharer FROM view WHERE staff = $1 ORDER BY position, id";
    SHARED by "view_department" = "SELECT v.id, v.department, v.name, v.asks, s.name AS sharer
        FROM view v JOIN staff s ON s.id = v.staff
        WHERE v.department = $1 AND v.staff <> $2 AND s.left_at IS NULL ORDER BY v.id LIMIT $3";
    ADD = "INSERT INTO view (id, staff, department, position, name, asks, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ASK = "UPDATE view SET asks = $3, department = $4 WHERE id = $1 AND staff = $2";
    NAME = "UPDATE view SET name = $3, department = $4 WHERE id = $1 AND staff = $2";
    PLACE = "UPDATE view SET position = $3 WHERE id = $1 AND staff = $2";
    DROP = "DELETE FROM view WHERE id = $1 AND staff = $2";
}

#[derive(FromRow)]
struct ViewRow {
    id: String,
    department: Option<String>,
    name: Vec<u8>,
    asks: Vec<u8>,
    sharer: Option<String>,
}

impl ViewRow {
    fn into_view(self, keys: &Keyring) -> Result<SavedView, Error> {
        Ok(SavedView {
            name: keys.open_text("view", "name", &self.id, &self.name)?,
            asks: keys.open_text("view", "asks", &self.id, &self.asks)?,
            shared: self.department.is_some(),
            by: self.sharer,
            id: ViewId::new(self.id),
        })
    }
}

impl Store {
    /// Her own views in her order, then those her department's colleagues share.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn views(&self, staff: &Staff) -> Result<Vec<SavedView>, Error> {
        let mut read = self.read().await?;
        let mut views = read.own_views(staff).await?;
        let shared = args![staff.department.code(), &staff.id, SHARED_VIEWS_MAX];
        let shared: Vec<ViewRow> = read.all(SHARED, shared).await?;
        for row in shared {
            views.push(row.into_view(self.keys())?);
        }
        Ok(views)
    }

    /// Does what somebody wants done with her own views.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a view that is not hers; [`Error::Denied`] when she has as many as one may.
    pub async fn keep_view(&self, staff: &Staff, work: ViewWork, now: Moment) -> Result<(), Error> {
        let staff = staff.clone();
        self.write(Scope::Company, async move |tx| match work {
            ViewWork::Keep { name, asks, shared } => tx.keep(&staff, &name, &asks, shared, now).await,
            ViewWork::Change { id, name, shared } => {
                let name = tx.keys().seal("view", "name", id.as_str(), name.as_bytes())?;
                let done = tx.execute(NAME, args![&id, &staff.id, name, with(&staff, shared)]).await?;
                found(done)
            }
            ViewWork::Move { id, later } => tx.put_view(&staff, &id, later).await,
            ViewWork::Drop { id } => found(tx.execute(DROP, args![&id, &staff.id]).await?),
        })
        .await
    }
}

/// The department it is shared with.
fn with(staff: &Staff, shared: bool) -> Option<String> {
    shared.then(|| staff.department.code().to_owned())
}

fn found(rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::NotFound) } else { Ok(()) }
}

impl Reader {
    async fn own_views(&mut self, staff: &Staff) -> Result<Vec<SavedView>, Error> {
        let rows: Vec<ViewRow> = self.all(OWN, args![&staff.id]).await?;
        rows.into_iter().map(|row| row.into_view(self.keys())).collect()
    }
}

impl Tx {
    async fn keep(
        &mut self,
        staff: &Staff,
        name: &str,
        asks: &str,
        shared: bool,
        now: Moment,
    ) -> Result<(), Error> {
        let own = self.own_views(staff).await?;
        let with = with(staff, shared);
        if let Some(same) = own.iter().find(|view| view.name == name) {
            let asks = self.keys().seal("view", "asks", same.id.as_str(), asks.as_bytes())?;
            return self.execute(ASK, args![&same.id, &staff.id, asks, with]).await.map(drop);
        }
        if own.len() >= VIEWS_MAX {
            let full = Problems::one(Field::View, What::ViewsFull { max: VIEWS_MAX });
            return Err(Error::Denied(full.into()));
        }
        let id = ViewId::new(fresh::id(now)?);
        let seal = |column: &str, text: &str| self.keys().seal("view", column, id.as_str(), text.as_bytes());
        let (name, asks) = (seal("name", name)?, seal("asks", asks)?);
        let last = i64::try_from(own.len()).unwrap_or(i64::MAX);
        self.execute(ADD, args![&id, &staff.id, with, last, name, asks, now]).await.map(drop)
    }

    /// Moves a view by one place among her own.
    async fn put_view(&mut self, staff: &Staff, id: &ViewId, later: bool) -> Result<(), Error> {
        let mut own = self.own_views(staff).await?;
        let here = own.iter().position(|view| view.id == *id).ok_or(Error::NotFound)?;
        let to = if later { (here + 1).min(own.len() - 1) } else { here.saturating_sub(1) };
        own.swap(here, to);
        for (position, view) in (0_u32..).zip(&own) {
            self.execute(PLACE, args![&view.id, &staff.id, position]).await?;
        }
        Ok(())
    }
}
