//! The one hash of the site: in the names of files, in `integrity`, in the policy, and for what is kept between builds.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// As a part of a file name: 64 bits in hexadecimal, which change with the content.
    #[must_use]
    pub fn name(&self) -> String {
        self.0[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// As in the attribute `integrity`, and between quotation marks in a policy.
    #[must_use]
    pub fn integrity(&self) -> String {
        format!("sha256-{}", BASE64_STANDARD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn a_hash_is_written_as_browsers_read_it() {
        let hash = Hash::of(b"alert('Hello, world.');");
        // The example of Content Security Policy Level 3, section 8.4.
        assert_eq!(hash.integrity(), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
        assert_eq!(hash.name(), "ab39cb72c44ec781");
    }
}
