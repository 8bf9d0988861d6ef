use store::{
    Error, Scope,
    record::{Ledger, Recorded, commitment},
};

use super::house::{House, wutong};

on_both! {
    entries_are_numbered_without_gaps_and_committed_to,
}

async fn enter(house: &House, ledger: Ledger, fails: bool) -> Result<Recorded, Error> {
    let write = async move |tx: &mut store::Tx| {
        let recorded = tx.record(&wutong(), ledger, "已受理".as_bytes()).await?;
        if fails { Err(Error::Conflict) } else { Ok(recorded) }
    };
    house.store.write(Scope::Community(wutong()), write).await
}

async fn entries_are_numbered_without_gaps_and_committed_to(house: &House) {
    let first = enter(house, Ledger::Timeline, false).await.unwrap();
    assert!(enter(house, Ledger::Timeline, true).await.is_err());
    let second = enter(house, Ledger::Timeline, false).await.unwrap();
    let access = enter(house, Ledger::Access, false).await.unwrap();
    assert_eq!((first.seq, second.seq, access.seq), (1, 2, 1));
    assert_ne!(first.salt, second.salt);
    assert_eq!(first.commitment, commitment(&first.salt, "已受理".as_bytes()));
    assert_ne!(first.commitment, commitment(&first.salt, "已受里".as_bytes()));
    assert_ne!(first.commitment, commitment(&second.salt, "已受理".as_bytes()));
}

#[test]
fn a_commitment_is_sha_256_of_salt_and_payload() {
    // printf 'saltsaltsaltsaltpayload' | sha256sum
    let hex: String =
        commitment(b"saltsaltsaltsalt", b"payload").iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, "26a6477fee2fb832de1c7fb70a201a3a29b97b6018663869f6fa79d8efb70600");
}
