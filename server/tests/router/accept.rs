//! Connections over a real network: none may keep us waiting, and stopping lets them finish.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::routing::get;
use server::accept::{Limits, accept};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

const WHOLE: &[u8] = b"GET /from HTTP/1.1\r\nhost: wuye.example\r\n\r\n";
const HALF: &[u8] = b"GET /from HTTP/1.1\r\nhost: wuye";
const HEAD: Duration = Duration::from_millis(300);
const SOON: Duration = Duration::from_secs(5);
const QUIET: Duration = Duration::from_millis(200);

struct Door {
    address: SocketAddr,
    stopping: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Door {
    async fn open(limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it listens");
        let from = async |ConnectInfo(from): ConnectInfo<SocketAddr>| from.ip().to_string();
        let slow = async || {
            tokio::time::sleep(QUIET).await;
            "finished"
        };
        let endless = async || {
            let more = std::iter::repeat_with(|| Ok::<_, std::convert::Infallible>(vec![b'.'; 4_096]));
            Body::from_stream(tokio_stream::iter(more))
        };
        let router = Router::new().route("/from", get(from)).route("/slow", get(slow));
        let router = router.route("/endless", get(endless));
        let stopping = watch::Sender::new(false);
        let serving = tokio::spawn(accept(listener, router, limits, stopping.subscribe()));
        Self { address, stopping, serving }
    }

    async fn knock(&self, said: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("it listens");
        stream.write_all(said).await.expect("it reads");
        stream
    }
}

/// What is answered until the connection is closed.
async fn heard(stream: &mut TcpStream) -> String {
    let mut heard = String::new();
    let read = timeout(SOON, stream.read_to_string(&mut heard)).await.expect("it is closed soon");
    read.expect("it is text");
    heard
}

/// The beginning of an answer on a connection that stays open.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 1024];
    let read = timeout(SOON, stream.read(&mut bytes)).await.expect("it answers soon");
    String::from_utf8_lossy(&bytes[..read.expect("it is not cut off")]).into_owned()
}

#[tokio::test]
async fn a_request_that_never_comes_whole_is_not_waited_for() {
    let door = Door::open(Limits { head: HEAD, ..Limits::default() }).await;
    let mut whole = door.knock(WHOLE).await;
    let said = answer(&mut whole).await;
    assert!(said.starts_with("HTTP/1.1 200") && said.ends_with("127.0.0.1"), "{said}");
    for said in [HALF, b""] {
        let mut stream = door.knock(said).await;
        assert!(!heard(&mut stream).await.contains("200 OK"), "{said:?}");
    }
    assert_eq!(heard(&mut whole).await, "", "nor is an idle connection kept");
}

#[tokio::test]
async fn one_connection_too_many_waits_until_another_is_closed() {
    let door = Door::open(Limits { connections: 1, ..Limits::default() }).await;
    let mut first = door.knock(WHOLE).await;
    answer(&mut first).await;
    let mut second = door.knock(WHOLE).await;
    let mut byte = [0; 1];
    assert!(timeout(QUIET, second.read(&mut byte)).await.is_err(), "there is room for one");
    drop(first);
    assert!(answer(&mut second).await.contains("200 OK"));
}

#[tokio::test]
async fn a_reader_that_takes_nothing_is_dropped() {
    let door = Door::open(Limits { connections: 1, stalled: HEAD, ..Limits::default() }).await;
    let mut stalled = door.knock(b"GET /endless HTTP/1.1\r\nhost: wuye.example\r\n\r\n").await;
    assert!(answer(&mut stalled).await.contains("200 OK"));
    let mut next = door.knock(WHOLE).await;
    assert!(answer(&mut next).await.contains("200 OK"), "its place is free again");
}

#[tokio::test]
async fn stopping_lets_what_is_under_way_finish_and_takes_nothing_new() {
    let door = Door::open(Limits::default()).await;
    let mut idle = door.knock(WHOLE).await;
    answer(&mut idle).await;
    let mut slow = door.knock(b"GET /slow HTTP/1.1\r\nhost: wuye.example\r\n\r\n").await;
    tokio::time::sleep(QUIET / 4).await;
    door.stopping.send_replace(true);
    assert!(heard(&mut slow).await.ends_with("finished"));
    assert_eq!(heard(&mut idle).await, "");
    timeout(SOON, door.serving).await.expect("it stops").expect("it did not panic");
    assert!(TcpStream::connect(door.address).await.is_err());
}
