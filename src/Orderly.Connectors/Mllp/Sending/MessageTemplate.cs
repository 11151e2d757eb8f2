using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Mllp;

/// <summary>
/// A message with FEEL in its fields. MSH-10 comes from the effect's key and MSH-7 from the input, so that the same call always
/// gives the same bytes.
/// </summary>
internal sealed record MessageTemplate(MessageType Type, string Version, TextTemplate At, ImmutableArray<FieldTemplate> Fields)
{
    /// <summary>MSH-10 may hold 20 characters up to version 2.7.</summary>
    private const int ControlIdLength = 20;

    // Never read: the configuration refuses templates that ask for the time.
    private static readonly FeelEnvironment Environment = new() { Now = DateTimeOffset.UnixEpoch };

    public static string ControlIdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..ControlIdLength];

    /// <exception cref="TemplateException">A template fails on this input.</exception>
    public byte[] Fill(OutboundCall call)
    {
        FeelContext scope;
        try
        {
            scope = FeelContext.Of(KeyValuePair.Create("input", JsonText.ReadExact(call.Input)), KeyValuePair.Create("key", FeelValue.Of(call.Key)));
        }
        catch (JsonException)
        {
            throw new TemplateException("Expected the call's input to be JSON, but it is not");
        }

        try
        {
            return Fill(call.Key, scope);
        }
        catch (ArgumentException unfit)
        {
            throw new TemplateException(unfit.Message);
        }
    }

    private byte[] Fill(string key, FeelContext scope)
    {
        var editor = Hl7Editor.Create(Type.Code, Type.Trigger, Type.Structure, ControlIdOf(key), ReadTime(Text(At, scope)), Version);
        foreach (var (path, value) in Fields)
        {
            if (Text(value, scope) is { Length: > 0 } text)
                editor.Set(path, text);
        }

        return editor.ToBytes();
    }

    private static Hl7Timestamp ReadTime(string text)
    {
        if (Hl7Timestamp.TryParse(text, out var timestamp))
            return timestamp;
        return DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at)
            ? Hl7Timestamp.From(at, Hl7TimestampPrecision.Second)
            : throw new TemplateException("Expected a date and time for MSH-7, but 'at' gives another text");
    }

    private static string Text(TextTemplate template, FeelContext scope) =>
        template.Fill(scope, Environment, static text => text, static _ => throw new TemplateException("Expected no secret in a message, but there is one"));
}

internal sealed record MessageType(string Code, string Trigger, string? Structure);

internal sealed record FieldTemplate(Hl7Path Path, TextTemplate Value);
