using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orderly.Canonical.Inbound;
using Orderly.Connectors.Routes;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// Listens for HL7 v2 over MLLP. AA or CA goes out only after <see cref="IInboundAcceptance"/> has answered; AR only for
/// what can be told from the header: unreadable, wrong MSH-11 or MSH-12, too large, no route. Disposing stops and drains.
/// </summary>
public sealed class MllpListener : IAsyncDisposable
{
    /// <summary>While handles are short every accept fails at once; without a pause that would take the processor too.</summary>
    private static readonly TimeSpan BeforeNextAccept = TimeSpan.FromMilliseconds(50);

    private readonly MllpListenerOptions options;
    private readonly TimeProvider time;
    private readonly MllpMeter meter;
    private readonly MessageIntake intake;
    private readonly Socket socket;
    private readonly ConcurrentDictionary<MllpConnection, Task> connections = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task<Exception?> accepting;
    private int open;

    private MllpListener(Socket socket, MllpListenerOptions options, IInboundAcceptance acceptance, RouteTable routes, ListenerClocks clocks)
    {
        this.socket = socket;
        this.options = options;
        time = clocks.Real;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        meter = new MllpMeter(options.Name);
        intake = new MessageIntake(acceptance, routes, clocks.Hospital, meter, EndPoint.Port);
        accepting = ListenAsync();
    }

    /// <summary>
    /// A connection ended because a message could not be stored, or by a bug; or renewed certificates cannot be read. Raised on the connection's own thread of
    /// work; for the host's log.
    /// </summary>
    public event Action<Exception>? Faulted;

    /// <summary>
    /// Ends when it listens no longer: with null once it was disposed, otherwise with what it died of. Connections that are
    /// open go on; no new one is taken.
    /// </summary>
    public Task<Exception?> Ended => accepting;

    /// <summary>Where it listens, with the port that was taken.</summary>
    public IPEndPoint EndPoint { get; }

    public string Name => options.Name;

    public int OpenConnections => Volatile.Read(ref open);

    /// <exception cref="ArgumentException">The options cannot be used; the message names the key to set.</exception>
    /// <exception cref="SocketException">The port cannot be bound.</exception>
    public static MllpListener Start(MllpListenerOptions options, IInboundAcceptance acceptance, RouteTable routes, ListenerClocks clocks)
    {
        if (options.Objection() is { } objection)
            throw new ArgumentException(objection, nameof(options));
        var socket = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // "::" is every address of the machine, the IPv4 ones too, whatever the system's default is.
            if (options.Address.Equals(IPAddress.IPv6Any))
                socket.DualMode = true;

            // No ReuseAddress: on Linux it lets two processes listen at one port, and they would share the senders' messages.
            // A restarted listener gets its port back while old connections linger all the same; binding sees to that.
            socket.Bind(new IPEndPoint(options.Address, options.Port));
            socket.Listen(backlog: 512);
            return new MllpListener(socket, options, acceptance, routes, clocks);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
            return;
        await stopping.CancelAsync().ConfigureAwait(false);
        socket.Dispose();
        await accepting.ConfigureAwait(false);
        var running = connections.ToArray();
        foreach (var (connection, _) in running)
            connection.Stop();
        var drained = Task.WhenAll(running.Select(pair => pair.Value));
        try
        {
            await drained.WaitAsync(options.DrainTimeout, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            foreach (var (connection, _) in running)
                connection.Abort("drain-timeout");
            await drained.ConfigureAwait(false);
        }

        meter.Dispose();
        stopping.Dispose();
    }

    private async Task<Exception?> ListenAsync()
    {
        try
        {
            await AcceptAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception fault)
        {
            socket.Dispose();
            return fault;
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Admit(await socket.AcceptAsync(stopping.Token).ConfigureAwait(false));
            }
            catch (Exception ended) when (stopping.IsCancellationRequested && ended is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
            catch (SocketException)
            {
                // A peer that resets while it waits in the backlog, or no file handles for a moment; the others go on.
                meter.Refused("accept-failed");
                await Task.Delay(BeforeNextAccept, time, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
            }
        }
    }

    private void Admit(Socket peer)
    {
        var address = ((IPEndPoint)peer.RemoteEndPoint!).Address;
        var refusal = !IsAllowed(address) ? "peer-not-allowed" : Volatile.Read(ref open) >= options.MaxConnections ? "too-many" : null;
        if (refusal is not null)
        {
            meter.Refused(refusal);
            peer.Dispose();
            return;
        }

        Interlocked.Increment(ref open);
        peer.NoDelay = true;
        _ = ServeAsync(peer);
    }

    private async Task ServeAsync(Socket peer)
    {
        meter.Opened();
        var reason = "tls-failed";
        try
        {
            await using var stream = await SecureAsync(new NetworkStream(peer, ownsSocket: true)).ConfigureAwait(false);
            using var connection = new MllpConnection(stream, options, intake, meter, time);
            var finished = new TaskCompletionSource();
            connections[connection] = finished.Task;
            try
            {
                // Seen by the stop only once it is listed; a stop before that must not miss it.
                if (stopping.IsCancellationRequested)
                    connection.Stop();
                await connection.RunAsync().ConfigureAwait(false);
            }
            finally
            {
                reason = connection.Reason;
                if (connection.Fault is { } fault)
                    Faulted?.Invoke(fault);
                connections.TryRemove(connection, out _);
                finished.SetResult();
            }
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            peer.Dispose();
        }
        catch (Exception bug)
        {
            // One peer's message must not take the others' listener down with it.
            reason = "fault";
            Faulted?.Invoke(bug);
        }
        finally
        {
            Interlocked.Decrement(ref open);
            meter.Closed(reason);
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream plain)
    {
        if (options.Tls is not { } tls)
            return plain;
        if (tls.Refresh() is { } unreadable)
            Faulted?.Invoke(unreadable);
        var secured = new SslStream(plain, leaveInnerStreamOpen: false);
        using var timeout = new CancellationTokenSource(options.MessageTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping.Token);
        try
        {
            await secured.AuthenticateAsServerAsync(Handshake(tls), either.Token).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslServerAuthenticationOptions Handshake(MllpTls tls) => new()
    {
        ServerCertificate = tls.Certificate,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = tls.PeerAuthority is not null,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => tls.PeerAuthority is not { } authority || IsIssuedBy(authority, certificate),
    };

    private static bool IsIssuedBy(X509Certificate2 authority, X509Certificate? shown)
    {
        if (shown is not X509Certificate2 certificate)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate);
    }

    private bool IsAllowed(IPAddress address)
    {
        if (options.AllowPeers.IsEmpty)
            return true;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in options.AllowPeers)
        {
            if (network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain))
                return true;
        }

        return false;
    }
}

/// <summary>The two clocks: real time for sockets and limits, hospital time for stamps.</summary>
public sealed record ListenerClocks(TimeProvider Real, Func<DateTimeOffset> Hospital);
