using System.Buffers;
using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Journal;
using Orderly.Journal.Nodes;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Projection;

/// <summary>Jobs and connector calls as outbox rows.</summary>
internal static class EffectRows
{
    public const string Job = "job";
    public const string Call = "call";

    /// <summary>Jobs belong to whichever worker takes them, so that a heap of unclaimed ones never stands before a lane's own effects.</summary>
    private const short NoLane = -1;

    public static EffectRow Of(InstanceState state, ProjectedEntry entry, OfferJob job, bool isSealed) => Row(
        state, entry, job, job.Job.Value, Job, job.Type, orderKey: null, isSealed ? EffectState.Sealed : EffectState.Pending, Body(job, job.Input ?? JobVariables.Of(state, job.Job)));

    /// <summary>What is mapped belongs to the job; what it merely sees may be read from its instance.</summary>
    private static EffectBody Body(OfferJob job, FeelContext variables)
    {
        var elsewhere = job.Input is null && JobVariables.AreLarge(variables);
        return new EffectBody(job.Element, elsewhere ? FeelContext.Empty : variables)
        {
            IsInputElsewhere = elsewhere,
            Headers = FeelContext.Of(job.Headers.Select(header => KeyValuePair.Create(header.Key, FeelValue.Of(header.Value)))),
            Retries = job.Retries,
            Listener = job.Listener is { } listener ? ListenerFacts.Of(listener) : null,
        };
    }

    public static EffectRow Of(InstanceState state, ProjectedEntry entry, CallConnector call, bool isSealed, string? objection = null) => Row(
        state, entry, call, call.Call.Value, Call, call.Connector, call.OrderKey, isSealed ? EffectState.Sealed : EffectState.Pending,
        new EffectBody(call.Element, call.Input) { Operation = call.Operation, UsefulUntil = call.UsefulUntil, Inverse = call.Inverse, Objection = objection });

    /// <summary>Whether others may have to end before it.</summary>
    public static bool IsOrdered(EffectRow row) => row.OrderKey != KeyOf(row.Id);

    private static EffectRow Row(
        InstanceState state, ProjectedEntry entry, Effect effect, Guid id, string kind, string type, string? orderKey, EffectState first, EffectBody body)
    {
        var key = orderKey is null ? KeyOf(id) : $"{state.Facility}|{orderKey}";
        return new EffectRow(
            Id: id,
            Facility: state.Facility,
            Lane: kind == Job ? NoLane : orderKey is null ? Lane.Of(state.Id.Value) : Lane.Of(key),
            OrderKey: key,
            Order: Micros.From(entry.At),
            Instance: state.Id.Value,
            Seq: entry.Seq,
            Index: effect.Ordinal,
            Kind: kind,
            Type: type,
            State: first,
            Attempt: 0,
            NextAt: 0,
            SenderEpoch: 0,
            Worker: null,
            Body: body.ToBytes())
        {
            Unit = SealedMode.UnitOf(state),
        };
    }

    private static string KeyOf(Guid id) => id.ToString("N");
}

/// <summary>What stands in an effect's sealed body.</summary>
internal sealed record EffectBody(string Element, FeelContext Input)
{
    public FeelContext Headers { get; init; } = FeelContext.Empty;

    public int Retries { get; init; }

    public string? Operation { get; init; }

    /// <summary>Hospital time; not sent after it.</summary>
    public DateTimeOffset? UsefulUntil { get; init; }

    public string? Inverse { get; init; }

    /// <summary>Why it is not sent before a person decided; null when nothing stands against it.</summary>
    public string? Objection { get; init; }

    /// <summary>The variables are too many to stand here; they are those of the instance after the entry that offered the job.</summary>
    public bool IsInputElsewhere { get; init; }

    /// <summary>What a listener's job is asked about; null for an element's own.</summary>
    public FeelContext? Listener { get; init; }

    /// <summary>The variables as a worker or receiver reads them: dates and durations as ISO text.</summary>
    public string PlainInput => FeelJson.ToPlain(Input).GetRawText();

    public string? PlainListener => Listener is null ? null : FeelJson.ToPlain(Listener).GetRawText();

    public string PlainHeaders => FeelJson.ToPlain(Headers).GetRawText();

    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("element", Element);
            json.WritePropertyName("input");
            FeelJson.Write(json, Input);
            json.WritePropertyName("headers");
            FeelJson.Write(json, Headers);
            json.WriteNumber("retries", Retries);
            if (Operation is not null) json.WriteString("operation", Operation);
            if (UsefulUntil is { } until) json.WriteNumber("usefulUntil", Micros.From(until));
            if (Inverse is not null) json.WriteString("inverse", Inverse);
            if (Objection is not null) json.WriteString("objection", Objection);
            if (IsInputElsewhere) json.WriteBoolean("inputElsewhere", true);
            if (Listener is not null)
            {
                json.WritePropertyName("listener");
                FeelJson.Write(json, Listener);
            }
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">Not an effect's body.</exception>
    public static EffectBody Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        if (FeelJson.Read(ref reader) is not FeelContext read || read["input"] is not FeelContext input)
            throw new JsonException("Expected an effect's body with its input, but it is something else");
        return new EffectBody(read["element"].ToString(), input)
        {
            Headers = read["headers"] as FeelContext ?? FeelContext.Empty,
            Retries = Whole(read["retries"]) is { } retries ? (int)retries : 0,
            Operation = (read["operation"] as FeelString)?.Value,
            UsefulUntil = Whole(read["usefulUntil"]) is { } until ? Micros.ToTime(until) : null,
            Inverse = (read["inverse"] as FeelString)?.Value,
            Objection = (read["objection"] as FeelString)?.Value,
            IsInputElsewhere = read["inputElsewhere"] is FeelBoolean { Value: true },
            Listener = read["listener"] as FeelContext,
        };
    }

    private static long? Whole(FeelValue value) => value is FeelNumber number && number.TryToInt64(out var whole) ? whole : null;
}
