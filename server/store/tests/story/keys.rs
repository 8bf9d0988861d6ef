use std::os::unix::fs::PermissionsExt;

use store::{Config, Error, Keyring, MasterKey, Store};

use super::house::{Engine, House, NOON, tell};

on_both! {
    the_key_file_is_made_on_first_start_for_its_owner_only,
    another_key_is_refused_with_a_clear_sentence,
    a_lost_key_file_is_refused_and_none_is_made_in_its_place,
}

async fn the_key_file_is_made_on_first_start_for_its_owner_only(house: &House) {
    let file = house.folder().join("master.key");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    MasterKey::from_base64(&text).unwrap();
    assert_eq!(
        std::fs::read_dir(house.folder()).unwrap().filter(|entry| is_key(entry.as_ref().unwrap())).count(),
        1
    );
    house.second().await.close().await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

fn is_key(entry: &std::fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with("master.key")
}

async fn another_key_is_refused_with_a_clear_sentence(house: &House) {
    house.store.close().await;
    let other = Config { key: Some(MasterKey::draw().unwrap()), ..house.config.clone() };
    let Err(error) = Store::open(&other, NOON).await else { panic!("it opened with another key") };
    assert!(matches!(error, Error::WrongKey));
    assert!(error.to_string().starts_with("this database was made with another key"));
    house.second().await.close().await;
}

async fn a_lost_key_file_is_refused_and_none_is_made_in_its_place(house: &House) {
    house.store.close().await;
    let file = house.folder().join("master.key");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(matches!(Store::open(&house.config, NOON).await, Err(Error::WrongKey)));
    assert!(!file.exists());
    let given = Config { key: Some(MasterKey::from_base64(&text).unwrap()), ..house.config.clone() };
    Store::open(&given, NOON).await.unwrap().close().await;
    assert!(!file.exists());
}

#[tokio::test]
async fn the_database_file_is_for_its_owner_only() {
    tell(Engine::Sqlite, async |house| {
        for name in ["linli.db", "linli.db-wal"] {
            let mode = std::fs::metadata(house.folder().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_url_of_neither_engine_is_refused() {
    for url in ["mysql://x", "sqlite://", "sqlite://:memory:", "", "data/linli.db"] {
        let config = Config { database_url: url.to_owned(), data_dir: std::env::temp_dir(), key: None };
        assert!(matches!(Store::open(&config, NOON).await, Err(Error::Setting(_))), "{url}");
    }
}

#[test]
fn a_key_is_32_bytes_in_base64() {
    for text in ["", "short", "AAAA", "not base64!", &"A".repeat(44), &"A".repeat(64)] {
        assert!(matches!(MasterKey::from_base64(text), Err(Error::Setting(_))), "{text}");
    }
    let key = MasterKey::draw().unwrap();
    let text = key.to_base64();
    assert_eq!(*MasterKey::from_base64(&format!(" {}\n", *text)).unwrap().to_base64(), *text);
    assert_eq!(format!("{key:?} {:?}", Keyring::derive(key.clone()).unwrap()), "MasterKey Keyring");
}

#[test]
fn what_is_sealed_opens_only_in_its_own_cell_and_unaltered() {
    let keys = Keyring::derive(MasterKey::draw().unwrap()).unwrap();
    let sealed = keys.seal("complaint", "text", "1", "楼道里堆了杂物".as_bytes()).unwrap();
    assert_eq!(keys.open_text("complaint", "text", "1", &sealed).unwrap(), "楼道里堆了杂物");
    assert_eq!(sealed.len(), 44 + "楼道里堆了杂物".len());
    assert_ne!(sealed, keys.seal("complaint", "text", "1", "楼道里堆了杂物".as_bytes()).unwrap());
    for (table, column, row) in [
        ("notice", "text", "1"),
        ("complaint", "contact", "1"),
        ("complaint", "text", "2"),
        ("complaintt", "ext", "1"),
    ] {
        assert!(
            matches!(keys.open(table, column, row, &sealed), Err(Error::Tampered)),
            "{table}.{column} {row}"
        );
    }
    for at in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[at] ^= 1;
        let refused = keys.open("complaint", "text", "1", &altered).unwrap_err();
        let expected = if at < 4 { "WrongKey" } else { "Tampered" };
        assert_eq!(format!("{refused:?}"), expected, "byte {at}");
    }
    for length in 0..sealed.len() {
        assert!(keys.open("complaint", "text", "1", &sealed[..length]).is_err(), "{length} bytes");
    }
    let others = Keyring::derive(MasterKey::draw().unwrap()).unwrap();
    assert!(matches!(others.open("complaint", "text", "1", &sealed), Err(Error::WrongKey)));
}

#[test]
fn a_contact_is_found_by_the_same_key_kind_and_text_only() {
    let master = MasterKey::draw().unwrap();
    let keys = Keyring::derive(master.clone()).unwrap();
    let hash = keys.lookup("phone", "+8613800138000");
    assert_eq!(hash, Keyring::derive(master).unwrap().lookup("phone", "+8613800138000"));
    assert_ne!(hash, keys.lookup("phone", "+8613800138001"));
    assert_ne!(hash, keys.lookup("email", "+8613800138000"));
    assert_ne!(hash, Keyring::derive(MasterKey::draw().unwrap()).unwrap().lookup("phone", "+8613800138000"));
}
