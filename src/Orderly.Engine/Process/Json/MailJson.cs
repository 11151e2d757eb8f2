using System.Text.Json;

namespace Orderly.Engine.Process;

/// <summary>What one instance mails to another.</summary>
public static class MailJson
{
    public static byte[] Write(StartChild start) => JsonSerializer.SerializeToUtf8Bytes(start, CompactJson.Context.StartChild);

    public static byte[] Write(ChildOutcome outcome) => JsonSerializer.SerializeToUtf8Bytes(outcome, CompactJson.Context.ChildOutcome);

    public static byte[] Write(TellEscalation escalation) => JsonSerializer.SerializeToUtf8Bytes(escalation, CompactJson.Context.TellEscalation);

    /// <exception cref="JsonException">Not an escalation.</exception>
    public static TellEscalation ReadEscalation(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, CompactJson.Context.TellEscalation) ?? throw new JsonException("Expected an escalation of a child, but found null");

    /// <exception cref="JsonException">Not a start.</exception>
    public static StartChild ReadStart(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, CompactJson.Context.StartChild) ?? throw new JsonException("Expected a start of a child, but found null");

    /// <exception cref="JsonException">Not an outcome.</exception>
    public static ChildOutcome ReadOutcome(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, CompactJson.Context.ChildOutcome) ?? throw new JsonException("Expected an outcome of a child, but found null");
}
