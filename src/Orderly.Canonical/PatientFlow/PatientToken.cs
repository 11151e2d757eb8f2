using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orderly.Canonical.PatientFlow;

/// <summary>
/// Stands for a patient wherever the patient's demographics may not stand. Not reversible without the network's
/// token key; equal for the same identifier of the same assigning authority. Text form: 32 lower-case hex digits.
/// </summary>
[JsonConverter(typeof(PatientTokenConverter))]
public readonly record struct PatientToken(UInt128 Value)
{
    public static PatientToken Parse(string text) =>
        new(UInt128.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}

/// <summary>A medical record number and who assigned it. PHI: lives in the patient table only.</summary>
public sealed record PatientIdentifier(string Number, string AssigningAuthority)
{
    /// <summary>Redacted on purpose, so that a log line cannot carry the number.</summary>
    public override string ToString() => $"PatientIdentifier({AssigningAuthority}, redacted)";
}

/// <summary>Derives tokens from identifiers: the first 128 bits of HMAC-SHA-256 under the network's token key.</summary>
/// <exception cref="ArgumentException">The key is shorter than 32 bytes.</exception>
public sealed class PatientTokens
{
    private readonly byte[] key;

    public PatientTokens(ReadOnlySpan<byte> key)
    {
        if (key.Length < 32)
            throw new ArgumentException($"Expected a token key of at least 32 bytes, but it has {key.Length}", nameof(key));
        this.key = key.ToArray();
    }

    public PatientToken TokenOf(PatientIdentifier identifier)
    {
        // The authority's length stands in front, so that no two (authority, number) pairs share one text.
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{identifier.AssigningAuthority.Length}:{identifier.AssigningAuthority}|{identifier.Number}");
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), mac);
        return new PatientToken(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(mac));
    }
}

internal sealed class PatientTokenConverter : JsonConverter<PatientToken>
{
    public override PatientToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PatientToken.Parse(reader.GetString() ?? throw new JsonException("Expected a patient token, but it is null"));

    public override void Write(Utf8JsonWriter writer, PatientToken value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
