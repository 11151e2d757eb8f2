using System.Text.Json;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;

namespace Orderly.Runtime.Mail;

/// <summary>What one instance, the matcher, or an instance to itself writes into a mail row. Closed; the tags are stored.</summary>
internal abstract record Letter
{
    private Letter()
    {
    }

    /// <summary>From a call activity to the instance it calls.</summary>
    public sealed record Start(StartChild Command) : Letter;

    /// <summary>From a cancelled call activity to the instance it called; answered with how that ended.</summary>
    public sealed record Terminate(string Reason) : Letter;

    /// <summary>From a called instance to its caller. The child is the mail's sender.</summary>
    public sealed record Ended(ChildOutcome Outcome) : Letter;

    /// <summary>From a called instance to its caller, while it goes on.</summary>
    public sealed record Escalate(TellEscalation Command) : Letter;

    /// <summary>From the matcher to an open subscription.</summary>
    public sealed record Deliver(Guid Message, string Process, Guid Subscription, FeelContext Variables) : Letter;

    /// <summary>From the matcher to an instance that does not exist yet.</summary>
    public sealed record Begin(Guid Message, string Name, string Process, string Element, short Facility, string Key, FeelContext Variables) : Letter;

    /// <summary>From an instance that yielded to itself, so that it goes on even if its owner dies.</summary>
    public sealed record GoOn : Letter;

    /// <summary>From an inbound message that moved a visit to an instance known by the old key, and from there to those it called.</summary>
    public sealed record MoveKey(string OldKey, string NewKey, FeelContext Variables) : Letter;

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream(256);
        stream.WriteByte(Tag);
        switch (this)
        {
            case Start letter: stream.Write(MailJson.Write(letter.Command)); break;
            case Escalate letter: stream.Write(MailJson.Write(letter.Command)); break;
            case Ended letter: stream.Write(MailJson.Write(letter.Outcome)); break;
            case Terminate letter: WriteObject(stream, json => json.WriteString("reason", letter.Reason)); break;
            case Deliver letter: WriteObject(stream, json => WriteDeliver(json, letter)); break;
            case Begin letter: WriteObject(stream, json => WriteBegin(json, letter)); break;
            case MoveKey letter: WriteObject(stream, json => WriteMoveKey(json, letter)); break;
            case GoOn: break;
        }
        return stream.ToArray();
    }

    /// <exception cref="JsonException">Not a letter of this version.</exception>
    public static Letter Read(ReadOnlySpan<byte> bytes)
    {
        var body = bytes[1..];
        switch (bytes[0])
        {
            case 1: return new Start(MailJson.ReadStart(body));
            case 2: return new Terminate(Text(Object(body), "reason"));
            case 3: return new Ended(MailJson.ReadOutcome(body));
            case 4: return ReadDeliver(Object(body));
            case 5: return ReadBegin(Object(body));
            case 6: return new GoOn();
            case 7: return ReadMoveKey(Object(body));
            case 8: return new Escalate(MailJson.ReadEscalation(body));
            default: throw new JsonException($"Expected a letter with tag 1 to 8, but it is {bytes[0]}");
        }
    }

    private byte Tag => this switch
    {
        Start => 1,
        Terminate => 2,
        Ended => 3,
        Deliver => 4,
        Begin => 5,
        MoveKey => 7,
        Escalate => 8,
        _ => 6,
    };

    private static void WriteObject(Stream stream, Action<Utf8JsonWriter> members)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    private static void WriteDeliver(Utf8JsonWriter json, Deliver letter)
    {
        json.WriteString("message", letter.Message);
        json.WriteString("process", letter.Process);
        json.WriteString("subscription", letter.Subscription);
        json.WritePropertyName("variables");
        FeelJson.Write(json, letter.Variables);
    }

    private static void WriteBegin(Utf8JsonWriter json, Begin letter)
    {
        json.WriteString("message", letter.Message);
        json.WriteString("name", letter.Name);
        json.WriteString("process", letter.Process);
        json.WriteString("element", letter.Element);
        json.WriteNumber("facility", letter.Facility);
        json.WriteString("key", letter.Key);
        json.WritePropertyName("variables");
        FeelJson.Write(json, letter.Variables);
    }

    private static void WriteMoveKey(Utf8JsonWriter json, MoveKey letter)
    {
        json.WriteString("oldKey", letter.OldKey);
        json.WriteString("newKey", letter.NewKey);
        json.WritePropertyName("variables");
        FeelJson.Write(json, letter.Variables);
    }

    private static MoveKey ReadMoveKey(FeelContext letter) => new(Text(letter, "oldKey"), Text(letter, "newKey"), Context(letter, "variables"));

    private static Deliver ReadDeliver(FeelContext letter) =>
        new(Guid.Parse(Text(letter, "message")), Text(letter, "process"), Guid.Parse(Text(letter, "subscription")), Context(letter, "variables"));

    private static Begin ReadBegin(FeelContext letter) => new(
        Guid.Parse(Text(letter, "message")),
        Text(letter, "name"),
        Text(letter, "process"),
        Text(letter, "element"),
        short.Parse(letter["facility"].ToString()!, System.Globalization.CultureInfo.InvariantCulture),
        Text(letter, "key"),
        Context(letter, "variables"));

    private static FeelContext Object(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return FeelJson.Read(ref reader) as FeelContext ?? throw new JsonException("Expected an object in a letter, but it is another value");
    }

    private static string Text(FeelContext letter, string name) =>
        letter[name] is FeelString text ? text.ToString() : throw new JsonException($"Expected '{name}' as text in a letter, but it is {letter[name].TypeName}");

    private static FeelContext Context(FeelContext letter, string name) =>
        letter[name] as FeelContext ?? throw new JsonException($"Expected '{name}' as object in a letter, but it is {letter[name].TypeName}");
}
