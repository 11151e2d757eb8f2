using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Orderly.Connectors.Guards;
using Orderly.Formats.Hl7.V2;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// Sends HL7 v2 messages to one receiver, one after the other, and says truthfully what is known of each. It makes one attempt a
/// call. An answer counts only when its MSA-2 is the message's MSH-10; after a time-out, or anything else that leaves the answer
/// open, the connection is closed, so that a late answer can never be taken for that of the next message.
/// </summary>
public sealed class MllpClient : IAsyncDisposable
{
    private const int MostOwed = 1_000;

    private static readonly Hl7Path AnsweredId = Hl7Path.Parse("MSA-2");
    private static readonly ImmutableArray<IPNetwork> Anywhere = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    private readonly MllpClientOptions options;
    private readonly TimeProvider time;
    private readonly AddressPolicy policy;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly HashSet<string> owed = new(StringComparer.Ordinal); // answers that may still come on this connection
    private MllpLine? line;

    public MllpClient(MllpClientOptions options, TimeProvider time)
        : this(options, time, new AddressPolicy(Anywhere, plainHttpBeyondLoopback: true))
    {
    }

    internal MllpClient(MllpClientOptions options, TimeProvider time, AddressPolicy policy)
    {
        this.options = options;
        this.time = time;
        this.policy = policy;
    }

    /// <summary>An answer came to an earlier message, by its control id: the application's after the commit's. Raised while a later message waits.</summary>
    public event Action<string, AckCode>? AnsweredLater;

    /// <summary>Renewed certificates cannot be read; those before them are still in use.</summary>
    public event Action<Exception>? CertificatesUnreadable;

    /// <param name="message">Without its frame. Sent byte for byte.</param>
    /// <exception cref="OperationCanceledException">The caller ended the wait; the connection is closed, the outcome unknown.</exception>
    public async Task<SendResult> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (!MessageHeader.TryRead(message, out var header, out var problem))
            return new SendResult.NotSent(problem.Text, IsFinal: true);
        if (header.ControlId.Length == 0)
            return new SendResult.NotSent("Expected a control id in MSH-10 to know the answer by, but it is empty", IsFinal: true);
        if (!MllpFraming.CanCarry(message.Span))
            return new SendResult.NotSent("Expected a message without the bytes 0x0B and 0x1C, but there is one", IsFinal: true);
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await AttemptAsync(header, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await CloseAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (!options.KeepOpen)
                await CloseAsync().ConfigureAwait(false);
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        turn.Dispose();
    }

    private async Task<SendResult> AttemptAsync(MessageHeader header, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        MllpLine open;
        try
        {
            open = await ReadyLineAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendResult.NotSent($"Expected a connection within {options.Timeout}, but there was none", IsFinal: false);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or AddressNotAllowedException)
        {
            return new SendResult.NotSent(failure.Message, IsFinal: failure is AddressNotAllowedException);
        }

        try
        {
            await open.WriteAsync(MllpFraming.Wrap(header.Message.Span), either.Token).ConfigureAwait(false);
            return await AnswerAsync(open, header, either.Token, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await GiveUpAsync($"Expected an answer within {options.Timeout}, but none came", timedOut: true).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
        {
            return await GiveUpAsync(lost.Message, timedOut: false).ConfigureAwait(false);
        }
    }

    private async Task<SendResult> AnswerAsync(MllpLine open, MessageHeader header, CancellationToken first, CancellationToken cancellation)
    {
        var plan = AckPlan.For(header);
        var id = header.ControlId;
        if (plan.Immediate(AckOutcome.Accepted) is null)
        {
            owed.Add(id); // a refusal may come all the same
            return new SendResult.Unawaited();
        }

        owed.Remove(id);
        var (code, bytes) = await NextAnswerAsync(open, id, first).ConfigureAwait(false);
        if (code is not AckCode.CA || plan.Deferred(AckOutcome.Accepted) is null)
            return new SendResult.Answered(code, null, bytes);
        if (options.ApplicationTimeout is not { } patience)
        {
            owed.Add(id);
            return new SendResult.Answered(code, null, bytes);
        }

        using var timeout = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timeout.Token);
        try
        {
            var (application, answer) = await NextAnswerAsync(open, id, either.Token).ConfigureAwait(false);
            return new SendResult.Answered(code, application, answer);
        }
        catch (Exception missing) when (missing is IOException || (missing is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // The commit answer stands: the message is safely stored there, whatever its application says later.
            await CloseAsync().ConfigureAwait(false);
            return new SendResult.Answered(code, null, bytes);
        }
    }

    /// <exception cref="IOException">The connection ended, or what came is no answer to this message.</exception>
    private async Task<(AckCode Code, ReadOnlyMemory<byte> Bytes)> NextAnswerAsync(MllpLine open, string id, CancellationToken cancellation)
    {
        while (true)
        {
            var frame = await open.NextFrameAsync(cancellation).ConfigureAwait(false);
            if (frame.Kind != MllpFrameKind.Message || !MessageHeader.TryRead(frame.Bytes, out var answer, out _) || !Ack.TryReadCode(answer, out var code))
                throw new IOException("Expected an acknowledgement with a code in MSA-1, but another message came");
            var answered = answer.ReadField(AnsweredId).Text?.Trim() ?? "";
            if (answered == id.Trim() || (answered.Length == 0 && code is AckCode.AR or AckCode.CR))
                return (code, frame.Bytes);
            if (!owed.Contains(answered))
                throw new IOException("Expected an acknowledgement of this message, but MSA-2 names another");
            if (code is not AckCode.CA)
                owed.Remove(answered);
            AnsweredLater?.Invoke(answered, code);
        }
    }

    private async Task<MllpLine> ReadyLineAsync(CancellationToken cancellation)
    {
        // Bytes that nobody waits for belong to no message of ours: they must not be read as the next one's answer.
        if (line is { } old && (old.HasEnded || (old.HasUnread && owed.Count == 0) || owed.Count >= MostOwed))
            await CloseAsync().ConfigureAwait(false);
        return line ??= new MllpLine(await ConnectAsync(cancellation).ConfigureAwait(false), options);
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var plain = await policy.ConnectAsync(new DnsEndPoint(options.Host, options.Port), isTls: true, cancellation).ConfigureAwait(false);
        if (options.Tls is not { } tls)
            return plain;
        if (tls.Refresh() is { } unreadable)
            CertificatesUnreadable?.Invoke(unreadable);
        var secured = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(Handshake(tls), cancellation).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private SslClientAuthenticationOptions Handshake(MllpTls tls)
    {
        var handshake = new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? options.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificates = tls.Certificate is { } own ? [own] : null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (tls.PeerAuthority is { } authority)
        {
            handshake.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handshake.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }

        return handshake;
    }

    private async Task<SendResult> GiveUpAsync(string reason, bool timedOut)
    {
        await CloseAsync().ConfigureAwait(false);
        return new SendResult.Unknown(reason, timedOut);
    }

    private async Task CloseAsync()
    {
        owed.Clear();
        if (line is not { } closing)
            return;
        line = null;
        await closing.DisposeAsync().ConfigureAwait(false);
    }
}
