using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// One side's TLS, 1.2 or later: the certificate it shows, and the authority that must have issued the other side's. From files
/// it follows a renewal without a restart: each handshake looks whether they changed. Connections that are open go on.
/// </summary>
public sealed class MllpTls
{
    private readonly Files? files;
    private readonly Lock gate = new();
    private Loaded loaded;
    private DateTime stamp;

    /// <param name="peerAuthority">Null at a listener: clients show none. Null at a client: the machine's trust store decides.</param>
    public MllpTls(X509Certificate2? certificate, X509Certificate2? peerAuthority) => loaded = new Loaded(certificate, peerAuthority);

    private MllpTls(Files files)
    {
        this.files = files;
        stamp = files.Stamp();
        loaded = files.Load();
    }

    public X509Certificate2? Certificate
    {
        get
        {
            lock (gate)
                return loaded.Certificate;
        }
    }

    public X509Certificate2? PeerAuthority
    {
        get
        {
            lock (gate)
                return loaded.PeerAuthority;
        }
    }

    /// <summary>PEM files; certificate and key go together.</summary>
    /// <exception cref="CryptographicException">A file holds no certificate or key.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static MllpTls FromFiles(string? certificate, string? key, string? peerAuthority) => new(new Files(certificate, key, peerAuthority));

    /// <summary>
    /// Takes changed files up. Returns why it could not: while they are being written, or do not fit together, the certificates
    /// before them stay in use, and the next handshake tries again.
    /// </summary>
    internal Exception? Refresh()
    {
        if (files is null)
            return null;
        lock (gate)
        {
            try
            {
                // The stamp first: what is written while the files are read is then seen as a change next time.
                var now = files.Stamp();
                if (now == stamp)
                    return null;
                loaded = files.Load();
                stamp = now;
                return null;
            }
            catch (Exception unreadable) when (IsUnreadable(unreadable))
            {
                return unreadable;
            }
        }
    }

    internal static bool IsUnreadable(Exception failure) =>
        failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    private sealed record Loaded(X509Certificate2? Certificate, X509Certificate2? PeerAuthority);

    private sealed record Files(string? Certificate, string? Key, string? PeerAuthority)
    {
        /// <summary>When any of them was last written.</summary>
        public DateTime Stamp() => new[] { Certificate, Key, PeerAuthority }.OfType<string>().Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();

        public Loaded Load() => new(
            Certificate is null ? null : Own(Certificate, Key),
            PeerAuthority is null ? null : X509CertificateLoader.LoadCertificateFromFile(PeerAuthority));

        private static X509Certificate2 Own(string certificate, string? key)
        {
            // The round trip through PKCS#12 keeps the key where the platform's TLS can reach it.
            using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
    }
}
