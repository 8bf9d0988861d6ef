//! `linli staff add|reset|reach|leave`: who may sign in. A password is read from standard input, or drawn and
//! printed once.

use std::error::Error;
use std::io::{IsTerminal, Read, stdin};

use clap::{Args, Subcommand};
use rules::access::Duty;
use rules::contact::{Email, Phone, Region};
use rules::id::CommunityId;
use rules::kind::Department;
use store::NewStaff;

use super::{one_of, open};
use crate::config::Data;
use crate::password;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a person who can sign in from now on.
    Add(Add),
    /// Give a person a new password, and sign her out wherever she is signed in.
    Reset(Account),
    /// Say where alerts reach a person; what is not given stays as it is.
    Reach(Reached),
    /// Let a person sign in no more, and sign her out wherever she is signed in.
    Leave(Account),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    /// The staff number that is typed to sign in.
    #[arg(long)]
    account: String,
    /// The name residents and colleagues read.
    #[arg(long)]
    name: String,
    #[arg(long, value_parser = department)]
    department: Department,
    /// A duty and the community it is held in, such as `wt:agent`; may be given several times.
    #[arg(long = "duty", value_parser = duty, required = true)]
    duties: Vec<(CommunityId, Duty)>,
    #[command(flatten)]
    reach: Reach,
}

/// Where alerts go, besides the desk. Both are kept sealed.
#[derive(Debug, Args)]
pub struct Reach {
    #[arg(long, value_parser = email)]
    email: Option<String>,
    /// A mobile phone, for SMS; outside the mainland with its country code.
    #[arg(long, value_parser = phone)]
    phone: Option<Phone>,
}

#[derive(Debug, Args)]
pub struct Reached {
    #[command(flatten)]
    account: Account,
    #[command(flatten)]
    reach: Reach,
}

#[derive(Debug, Args)]
pub struct Account {
    #[command(flatten)]
    data: Data,
    /// The staff number that is typed to sign in.
    #[arg(long)]
    account: String,
}

impl Command {
    pub(super) async fn run(self) -> Result<(), Box<dyn Error>> {
        match self {
            Self::Add(add) => add.run().await,
            Self::Reset(account) => account.reset().await,
            Self::Reach(reached) => reached.run().await,
            Self::Leave(account) => account.leave().await,
        }
    }
}

impl Add {
    async fn run(self) -> Result<(), Box<dyn Error>> {
        let (store, clock) = open(&self.data).await?;
        let known = store.communities().await?;
        if let Some((unknown, _)) =
            self.duties.iter().find(|(id, _)| known.iter().all(|community| community.id != *id))
        {
            return Err(format!("there is no community {}; add it first", unknown.as_str()).into());
        }
        let password = Password::get()?;
        let staff = NewStaff {
            account: self.account.clone(),
            name: self.name,
            department: self.department,
            email: self.reach.email,
            phone: self.reach.phone,
            password_hash: password::hash(&password.text)?,
            duties: self.duties,
        };
        match store.add_staff(staff, clock.read()).await {
            Ok(_) => password.tell(&self.account),
            Err(store::Error::Conflict) => {
                return Err(format!("there is already an account {}", self.account).into());
            }
            Err(error) => return Err(error.into()),
        }
        store.close().await;
        Ok(())
    }
}

impl Reached {
    async fn run(self) -> Result<(), Box<dyn Error>> {
        let Self { account, reach: Reach { email, phone } } = self;
        if email.is_none() && phone.is_none() {
            return Err("give --email, --phone or both".into());
        }
        let (store, _) = open(&account.data).await?;
        let set = store.reach_staff_by(&account.account, email.as_deref(), phone.as_ref()).await;
        set.map_err(|error| account.sentence(error))?;
        println!("alerts reach {} there from now on", account.account);
        store.close().await;
        Ok(())
    }
}

impl Account {
    async fn reset(self) -> Result<(), Box<dyn Error>> {
        let (store, _) = open(&self.data).await?;
        let password = Password::get()?;
        let set = store.set_password(self.account.clone(), password::hash(&password.text)?).await;
        set.map_err(|error| self.sentence(error))?;
        password.tell(&self.account);
        store.close().await;
        Ok(())
    }

    async fn leave(self) -> Result<(), Box<dyn Error>> {
        let (store, clock) = open(&self.data).await?;
        let left = store.staff_leaves(self.account.clone(), clock.read()).await;
        left.map_err(|error| self.sentence(error))?;
        println!("{} cannot sign in any more", self.account);
        store.close().await;
        Ok(())
    }

    fn sentence(&self, error: store::Error) -> Box<dyn Error> {
        match error {
            store::Error::NotFound => format!("there is no account {} in use", self.account).into(),
            error => error.into(),
        }
    }
}

struct Password {
    text: String,
    is_drawn: bool,
}

impl Password {
    /// What is piped in, or one nobody has thought of.
    fn get() -> Result<Self, Box<dyn Error>> {
        let mut text = String::new();
        if !stdin().is_terminal() {
            stdin().read_to_string(&mut text)?;
        }
        let text = text.trim_end_matches(['\r', '\n']).to_owned();
        if text.is_empty() {
            return Ok(Self { text: password::draw()?, is_drawn: true });
        }
        Ok(Self { text, is_drawn: false })
    }

    fn tell(&self, account: &str) {
        if self.is_drawn {
            println!("{account} signs in with {} (shown only now)", self.text);
        } else {
            println!("{account} signs in with the password given");
        }
    }
}

pub(super) fn department(code: &str) -> Result<Department, String> {
    Department::from_code(code)
        .ok_or_else(|| one_of(Department::ALL.iter().map(|department| department.code())))
}

fn duty(text: &str) -> Result<(CommunityId, Duty), String> {
    let duty =
        text.split_once(':').and_then(|(id, duty)| Some((CommunityId::new(id), Duty::from_code(duty)?)));
    let duties = || one_of(Duty::ALL.iter().map(|duty| duty.code()));
    duty.ok_or_else(|| format!("a community's id, a colon, and {}", duties()))
}

fn email(text: &str) -> Result<String, String> {
    Email::parse(text).map(|email| email.as_str().to_owned()).map_err(|_| "an e-mail address".to_owned())
}

fn phone(text: &str) -> Result<Phone, String> {
    Phone::parse(text, Region::Mainland).map_err(|_| "a phone number".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duty_is_held_in_a_community() {
        assert_eq!(duty("wt:agent"), Ok((CommunityId::new("wt"), Duty::Agent)));
        for text in ["agent", "wt:", "wt:king"] {
            assert!(duty(text).is_err_and(|sentence| sentence.contains("general_manager")), "{text}");
        }
    }
}
