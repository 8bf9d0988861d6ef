//! Passwords of staff: kept as argon2id hashes, checked with the same work whether or not there is
//! such an account.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use rules::access::Refusal;
use tokio::sync::Semaphore;

/// 19 MiB, two passes, one lane: what OWASP advises for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes made at the same time; more would leave no core for pages.
const AT_ONCE: usize = 2;
/// Sign-ins that may wait for their turn.
const WAITING_MAX: usize = 64;
pub const CHARS_MIN: usize = 10;
const CHARS_MAX: usize = 200;
/// A hash of no password, checked against where there is no account, so that nobody can tell by the
/// time it takes.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bGlubGkgaGFzIG5vYm9keQ$bGlubGkgaGFzIG5vYm9keSBieSB0aGF0IG5hbWUhISE";
/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const DRAWN: usize = 16;

/// Hashes and checks passwords off the threads that serve pages.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), waiting: Arc::new(Semaphore::new(WAITING_MAX)) }
    }
}

impl Passwords {
    /// Whether `password` is the one behind `hash`; never for an account that there is not.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when too many wait.
    pub async fn fits(&self, password: String, hash: Option<String>) -> Result<bool, Refusal> {
        let _seat = self.waiting.try_acquire().map_err(|_| Refusal::Busy)?;
        let turn = self.turns.clone().acquire_owned().await.map_err(|_| Refusal::Busy)?;
        let checked = tokio::task::spawn_blocking(move || {
            let fits = is_behind(&password, hash.as_deref().unwrap_or(NOBODY));
            drop(turn);
            fits && hash.is_some()
        });
        checked.await.map_err(|_| Refusal::Busy)
    }
}

fn is_behind(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    password.len() <= CHARS_MAX * 4 && argon2id().verify_password(password.as_bytes(), &hash).is_ok()
}

/// A new hash, with a salt of its own.
///
/// # Errors
/// A sentence on what a password must be, or why none can be made.
pub fn hash(password: &str) -> Result<String, String> {
    let chars = password.chars().count();
    if !(CHARS_MIN..=CHARS_MAX).contains(&chars) {
        return Err(format!("a password has {CHARS_MIN} to {CHARS_MAX} characters; this one has {chars}"));
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
    let hash = argon2id().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// A password that nobody has thought of: 80 random bits in four groups.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn draw() -> Result<String, String> {
    let mut bytes = [0; DRAWN];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

fn argon2id() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_and_no_other() {
        let first = hash("correct horse battery").expect("it is long enough");
        let again = hash("correct horse battery").expect("it is long enough");
        assert!(first.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{first}");
        assert_ne!(first, again, "each has its own salt");
        assert!(is_behind("correct horse battery", &first) && is_behind("correct horse battery", &again));
        assert!(!is_behind("correct horse batterz", &first) && !is_behind("", &first));
        assert!(!is_behind("correct horse battery", "nonsense"));
    }

    #[test]
    fn an_account_that_there_is_not_costs_the_same_work_and_lets_nobody_in() {
        let real = hash("correct horse battery").expect("it is long enough");
        let (nobody, real) = (PasswordHash::new(NOBODY), PasswordHash::new(&real));
        let (nobody, real) = (nobody.expect("it is a hash"), real.expect("it is a hash"));
        assert_eq!((nobody.algorithm, nobody.version), (real.algorithm, real.version));
        assert_eq!(nobody.params.to_string(), real.params.to_string());
        assert!(!is_behind("", NOBODY));
    }

    #[tokio::test]
    async fn even_the_decoys_own_password_would_let_nobody_in() {
        let passwords = Passwords::default();
        let real = hash("correct horse battery").expect("it is long enough");
        assert_eq!(passwords.fits("correct horse battery".into(), Some(real)).await, Ok(true));
        assert_eq!(passwords.fits("correct horse battery".into(), None).await, Ok(false));
    }

    #[test]
    fn what_is_too_short_is_refused_and_what_is_drawn_is_not() {
        assert!(hash("short").is_err_and(|sentence| sentence.contains("10 to 200")));
        let (one, two) = (draw().expect("there is randomness"), draw().expect("there is randomness"));
        assert_ne!(one, two);
        assert_eq!(one.len(), DRAWN + 3);
        assert!(hash(&one).is_ok());
    }
}
