using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Orderly.Canonical.Inbound;
using Orderly.Connectors.Routes;
using Orderly.Formats.Hl7.V2;
using Orderly.Formats.Mllp;

namespace Orderly.Connectors.Mllp;

/// <summary>What to send back for one frame, in order, without frames.</summary>
internal readonly record struct Answer(ImmutableArray<ReadOnlyMemory<byte>> Messages)
{
    public static readonly Answer None = new([]);

    public static Answer Of(ReadOnlyMemory<byte> message) => new([message]);
}

/// <summary>
/// From frame to answer: reads MSH and the route's key paths only, has the message stored, and answers after that. What
/// can be known of a message only by mapping it is no reason to refuse it here.
/// </summary>
internal sealed class MessageIntake(IInboundAcceptance acceptance, RouteTable routes, Func<DateTimeOffset> hospitalTime, MllpMeter meter, int port)
{
    private static readonly AckError NoRoute = new(AckErrorCode.UnsupportedEventCode, "Expected a message that a route takes, but none does", Hl7Path.Parse("MSH-9"));
    private static readonly AckError NoFacility = new(AckErrorCode.TableValueNotFound, "Expected a facility of the organisation, but the route finds none");
    private static readonly AckError FrameBytes = new(AckErrorCode.DataTypeError, "Expected a header without frame bytes, but there are 0x0B or 0x1C in it");
    private static readonly AckError TooLarge = new(AckErrorCode.DataTypeError, "Expected a message within the size limit, but it is longer");

    // Control ids of our answers: unique over restarts by the start's time, over the run by the count, at most 20 characters.
    private readonly string idPrefix = hospitalTime().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
    private int idCount;

    /// <summary>Calls the acceptance before it first yields, so that messages are accepted in the order of the calls.</summary>
    public Task<Answer> TakeAsync(in MllpFrame frame, CancellationToken cancellation)
    {
        if (frame.Noise > 0)
            meter.Noise(frame.Noise);
        return frame.Kind switch
        {
            MllpFrameKind.Message => TakeMessageAsync(frame.Bytes, cancellation),
            MllpFrameKind.TooLarge => RefuseTooLargeAsync(frame.Bytes, cancellation),

            // Nobody waits for an answer to a message that its sender broke off.
            _ => Task.FromResult(Count("unfinished", Answer.None)),
        };
    }

    private Task<Answer> TakeMessageAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!MessageHeader.TryRead(bytes, out var header, out var problem))
            return RefuseUnreadableAsync(bytes, AckError.For(problem), cancellation);
        var plan = AckPlan.For(header);
        if (header.IsAcknowledgement)
            return Task.FromResult(Count("acknowledgement", Answer.None));
        if (header.Check() is [var unfit, ..])
            return RefuseAsync(header, bytes, plan, AckError.For(unfit), cancellation);
        if (routes.Current.For(header, port) is not { } route)
            return RefuseAsync(header, bytes, plan, NoRoute, cancellation);
        if (route.Facility.Of(Read) is not { } facility)
            return RefuseAsync(header, bytes, plan, NoFacility, cancellation);

        var ack = plan.Immediate(AckOutcome.Accepted) is { } code ? Ack.Write(header, code, NextId(), hospitalTime()) : [];
        if (!MllpFraming.CanCarry(ack))
            return RefuseUnreadableAsync(bytes, FrameBytes, cancellation);
        return StoreAsync(new InboundMessage
        {
            Source = $"{header.SendingApplication}|{header.SendingFacility}",
            ControlId = header.ControlId,
            Type = $"{header.MessageType}^{header.TriggerEvent}",
            Hash = SHA256.HashData(bytes.Span),
            Route = route.Name,
            Facility = facility.Id,
            OrderKey = route.OrderKey.Of(facility, header.ControlId, Read),
            Raw = bytes,
            Ack = ack,
            ReceivedAt = hospitalTime(),
        }, header, plan, cancellation);

        string? Read(Hl7Path path) => header.ReadField(path).Text;
    }

    private async Task<Answer> StoreAsync(InboundMessage message, MessageHeader header, AckPlan plan, CancellationToken cancellation)
    {
        var accepted = await AcceptAsync(message, cancellation).ConfigureAwait(false);
        var (first, outcome) = accepted switch
        {
            Acceptance.Duplicate duplicate => (duplicate.Ack, "duplicate"),
            Acceptance.Stored { ControlIdReused: true } => (message.Ack, "control-id-reused"),
            _ => (message.Ack, "stored"),
        };
        var answers = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(2);
        if (!first.IsEmpty)
            answers.Add(first);

        // The application answer promises no more than the commit answer did: what cannot be mapped waits in quarantine.
        if (plan.Deferred(AckOutcome.Accepted) is { } later)
            answers.Add(Ack.Write(header, later, NextId(), hospitalTime()));
        return Count(outcome, new Answer(answers.ToImmutable()));
    }

    // Named, so that a store's failure is not mistaken for the peer's.
    private async Task<Acceptance> AcceptAsync(InboundMessage message, CancellationToken cancellation)
    {
        try
        {
            return await acceptance.AcceptAsync(message, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new NotStoredException(failure);
        }
    }

    private async Task<Answer> RefuseAsync(MessageHeader header, ReadOnlyMemory<byte> bytes, AckPlan plan, AckError error, CancellationToken cancellation)
    {
        byte[] ack = [];
        if (plan.Immediate(AckOutcome.Rejected) is { } code)
        {
            ack = Ack.Write(header, code, NextId(), hospitalTime(), error);
            if (!MllpFraming.CanCarry(ack))
                ack = Ack.WriteForUnreadable(code, NextId(), hospitalTime(), FrameBytes);
        }

        await KeepAsync(header, bytes, error, ack, cancellation).ConfigureAwait(false);
        return Count("refused", ack.Length == 0 ? Answer.None : Answer.Of(ack));
    }

    private async Task<Answer> RefuseUnreadableAsync(ReadOnlyMemory<byte> bytes, AckError error, CancellationToken cancellation)
    {
        var ack = Ack.WriteForUnreadable(AckCode.AR, NextId(), hospitalTime(), error);
        await KeepAsync(null, bytes, error, ack, cancellation).ConfigureAwait(false);
        return Count("unreadable", Answer.Of(ack));
    }

    private async Task<Answer> RefuseTooLargeAsync(ReadOnlyMemory<byte> head, CancellationToken cancellation)
    {
        if (MessageHeader.TryRead(head, out var header, out _))
            return Count("too-large", await RefuseAsync(header, head, AckPlan.For(header), TooLarge, cancellation).ConfigureAwait(false));
        var ack = Ack.WriteForUnreadable(AckCode.AR, NextId(), hospitalTime(), TooLarge);
        await KeepAsync(null, head, TooLarge, ack, cancellation).ConfigureAwait(false);
        return Count("too-large", Answer.Of(ack));
    }

    private async Task KeepAsync(MessageHeader? header, ReadOnlyMemory<byte> bytes, AckError error, byte[] ack, CancellationToken cancellation)
    {
        var refused = new RefusedMessage
        {
            Source = header is null ? "" : $"{header.SendingApplication}|{header.SendingFacility}",
            ControlId = header?.ControlId ?? "",
            Type = header is null ? "" : $"{header.MessageType}^{header.TriggerEvent}",
            Listener = string.Create(CultureInfo.InvariantCulture, $"port {port}"),
            Reason = error.Text,
            Raw = bytes,
            Ack = ack,
            ReceivedAt = hospitalTime(),
        };
        try
        {
            await acceptance.RefuseAsync(refused, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new NotStoredException(failure);
        }
    }

    private Answer Count(string outcome, Answer answer)
    {
        meter.Message(outcome);
        return answer;
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{idPrefix}.{Interlocked.Increment(ref idCount):x}");
}

/// <summary>The acceptance threw; what, is the inner exception.</summary>
internal sealed class NotStoredException(Exception failure) : Exception("Expected the message to be stored, but the store failed", failure);
