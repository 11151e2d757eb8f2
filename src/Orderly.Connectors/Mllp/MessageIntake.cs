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
            MllpFrameKind.TooLarge => Task.FromResult(RefuseTooLarge(frame.Bytes)),

            // Nobody waits for an answer to a message that its sender broke off.
            _ => Task.FromResult(Count("unfinished", Answer.None)),
        };
    }

    private Task<Answer> TakeMessageAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!MessageHeader.TryRead(bytes, out var header, out var problem))
            return Task.FromResult(Count("unreadable", Answer.Of(Ack.WriteForUnreadable(AckCode.AR, NextId(), hospitalTime(), AckError.For(problem)))));
        var plan = AckPlan.For(header);
        if (header.IsAcknowledgement)
            return Task.FromResult(Count("acknowledgement", Answer.None));
        if (header.Check() is [var unfit, ..])
            return Task.FromResult(Refuse(header, plan, AckError.For(unfit)));
        if (routes.Current.For(header, port) is not { } route)
            return Task.FromResult(Refuse(header, plan, NoRoute));
        if (route.Facility.Of(Read) is not { } facility)
            return Task.FromResult(Refuse(header, plan, NoFacility));

        var ack = plan.Immediate(AckOutcome.Accepted) is { } code ? Ack.Write(header, code, NextId(), hospitalTime()) : [];
        if (!MllpFraming.CanCarry(ack))
            return Task.FromResult(Count("unreadable", Answer.Of(Ack.WriteForUnreadable(AckCode.AR, NextId(), hospitalTime(), FrameBytes))));
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

    private Answer Refuse(MessageHeader header, AckPlan plan, AckError error)
    {
        if (plan.Immediate(AckOutcome.Rejected) is not { } code)
            return Count("refused", Answer.None);
        var ack = Ack.Write(header, code, NextId(), hospitalTime(), error);
        return Count("refused", Answer.Of(MllpFraming.CanCarry(ack) ? ack : Ack.WriteForUnreadable(code, NextId(), hospitalTime(), FrameBytes)));
    }

    private Answer RefuseTooLarge(ReadOnlyMemory<byte> head)
    {
        var answer = MessageHeader.TryRead(head, out var header, out _)
            ? Refuse(header, AckPlan.For(header), TooLarge)
            : Answer.Of(Ack.WriteForUnreadable(AckCode.AR, NextId(), hospitalTime(), TooLarge));
        return Count("too-large", answer);
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
