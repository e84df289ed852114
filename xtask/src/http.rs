//! Pages over HTTP on this computer: asks a server for one, and answers as one.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

/// An answer: its status and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// The answer of a server on this port, or nothing while no server answers there.
pub(crate) fn get(port: u16, path: &str) -> Option<Answer> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html, */*\r\n\r\n").ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    answer(&bytes)
}

/// What a server of ours sends.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// A page, found or not.
    pub(crate) fn page(status: &'static str, page: String) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", body: page.into_bytes() }
    }
}

/// Answers each path that is asked for on this listener, with these headers, until the process ends.
pub(crate) fn serve(
    listener: TcpListener,
    headers: &[(String, String)],
    reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
) {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let shared = Arc::new((headers, reply));
    thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let shared = Arc::clone(&shared);
            // A browser opens connections that it then does not use.
            thread::spawn(move || converse(&stream, &shared.0, &shared.1));
        }
    });
}

fn converse(mut stream: &TcpStream, headers: &str, reply: &impl Fn(&str) -> Reply) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(()) };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Reply { status, content_type, body } = reply(path);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nConnection: close\r\nCache-Control: no-store\r\nContent-Type: {content_type}\r\n\
         Content-Length: {length}\r\n{headers}\r\n"
    )?;
    if method == "HEAD" { Ok(()) } else { stream.write_all(&body) }
}

fn answer(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: bytes[end + 4..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_served_is_what_was_asked_for() -> io::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let headers = [("X-Content-Type-Options".to_owned(), "nosniff".to_owned())];
        serve(listener, &headers, |path| Reply::page("404 Not Found", format!("no {path}")));
        let found = get(port, "/a/?on=2024-09-29").expect("it is answered");
        assert_eq!((found.status, found.body.as_slice()), (404, &b"no /a/"[..]));
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "HEAD / HTTP/1.1\r\n\r\n")?;
        let mut head = String::new();
        stream.read_to_string(&mut head)?;
        assert!(head.ends_with("Content-Length: 4\r\nX-Content-Type-Options: nosniff\r\n\r\n"), "{head}");
        Ok(())
    }

    #[test]
    fn an_answer_is_a_status_and_a_body() {
        let found = answer(b"HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\nno\r\n\r\n").expect("it is whole");
        assert_eq!((found.status, found.body.as_slice()), (404, &b"no\r\n\r\n"[..]));
        assert!(answer(b"HTTP/1.0 200 OK\r\n").is_none());
    }
}
