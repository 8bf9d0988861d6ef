//! An SMS gateway that writes down what it is asked.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;

#[derive(Clone)]
pub struct Asked {
    pub body: String,
    pub content_type: String,
    pub authorization: String,
}

#[derive(Clone)]
pub struct Gateway {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
    status: Arc<AtomicU16>,
}

impl Gateway {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let port = listener.local_addr().expect("it listens").port();
        let gateway = Self { port, asked: Arc::default(), status: Arc::new(AtomicU16::new(200)) };
        let router = Router::new().route("/send", post(answer)).with_state(gateway.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        gateway
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/send", self.port)
    }

    /// From now on.
    pub fn answers(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

async fn answer(State(gateway): State<Gateway>, headers: HeaderMap, body: String) -> StatusCode {
    let text =
        |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let asked = Asked { body, content_type: text("content-type"), authorization: text("authorization") };
    gateway.asked.lock().expect("nobody panicked").push(asked);
    StatusCode::from_u16(gateway.status.load(Ordering::Relaxed)).expect("a status")
}
