use std::sync::Arc;

use store::{Keyring, Links, MasterKey, Purpose, fresh};

const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn links() -> Links {
    Links::new(Arc::new(Keyring::derive(MasterKey::draw().unwrap()).unwrap()))
}

#[test]
fn a_link_is_read_back_and_fits_in_forty_characters() {
    let links = links();
    for (code, generation) in [(0, 0), (1, 1), (-1, u16::MAX), (i64::MIN, 7), (fresh::code().unwrap(), 0)] {
        for purpose in [Purpose::Complaint, Purpose::Survey] {
            let token = links.token(purpose, code, generation);
            assert!(token.len() <= 40 && token.chars().all(|char| ALPHABET.contains(char)), "{token}");
            assert_eq!(links.read(purpose, &token), Some((code, generation)));
        }
    }
}

#[test]
fn no_character_of_a_link_can_be_altered() {
    let links = links();
    let token = links.token(Purpose::Complaint, fresh::code().unwrap(), 3);
    for at in 0..token.len() {
        for other in ALPHABET.chars().chain("=+/. ".chars()).filter(|other| !token[at..].starts_with(*other))
        {
            let altered = format!("{}{other}{}", &token[..at], &token[at + 1..]);
            assert_eq!(links.read(Purpose::Complaint, &altered), None, "{other} at {at}");
        }
    }
}

#[test]
fn a_link_of_another_length_purpose_or_key_is_not_read() {
    let ours = links();
    let token = ours.token(Purpose::Complaint, 42, 0);
    for length in 0..token.len() {
        assert_eq!(ours.read(Purpose::Complaint, &token[..length]), None);
    }
    for longer in
        [format!("{token}A"), format!("{token}{token}"), "A".repeat(35), "长".repeat(35), "A".repeat(100_000)]
    {
        assert_eq!(ours.read(Purpose::Complaint, &longer), None);
    }
    assert_eq!(ours.read(Purpose::Survey, &token), None);
    assert_eq!(links().read(Purpose::Complaint, &token), None);
}

#[test]
fn a_raised_generation_makes_another_link() {
    let links = links();
    let (old, new) = (links.token(Purpose::Survey, 42, 0), links.token(Purpose::Survey, 42, 1));
    assert_ne!(old[14..], new[14..]);
    assert_eq!(links.read(Purpose::Survey, &old), Some((42, 0)));
}
