using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>The sandbox's books: documents by key and by number, one booking at a time.</summary>
internal sealed class ErpBooks : IDisposable
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Lock gate = new();
    private readonly BooksFile? file;
    private readonly List<ErpDocument> documents = [];
    private readonly Dictionary<string, ErpDocument> byKey = [];
    private readonly Dictionary<string, ErpDocument> byNumber = [];
    private readonly Dictionary<string, decimal> undone = [];
    private readonly Dictionary<ErpVerb, int> lastNumber = [];
    private readonly DocumentDraft draft;
    private long deliveries;

    public ErpBooks(BooksFile? file, TimeProvider clock)
    {
        this.file = file;
        draft = new DocumentDraft(
            clock,
            originalByKey: key => byKey.GetValueOrDefault(key),
            undoneValue: number => undone.GetValueOrDefault(number),
            nextNumber: verb => $"{verb.Prefix}-{lastNumber.GetValueOrDefault(verb.Verb) + 1:D6}");
        foreach (var document in file?.Documents ?? [])
            Enter(document);
    }

    /// <summary>Books the request, or answers with the document the key already has. On disk when it returns.</summary>
    public Booking Book(BookableVerb verb, string key, ReadOnlySpan<byte> body)
    {
        var hash = Hash(verb, body);
        if (!TryParse(body, out var request, out var invalid))
            return new Booking.Refused(invalid);
        lock (gate)
        {
            deliveries++;
            if (byKey.TryGetValue(key, out var known))
                return known.BodyHash == hash ? new Booking.Repeated(known) : new Booking.Refused(Refusal.KeyReused(key, known.Number));
            if (draft.Of(verb, key, hash, request) is var (document, refusal) && refusal is not null)
                return new Booking.Refused(refusal);
            file?.Append(document!);
            Enter(document!);
            return new Booking.Booked(document!);
        }
    }

    /// <summary>What booking would give, without a number; nothing is kept.</summary>
    public Booking Preview(BookableVerb verb, ReadOnlySpan<byte> body)
    {
        if (!TryParse(body, out var request, out var invalid))
            return new Booking.Refused(invalid);
        lock (gate)
        {
            var (document, refusal) = draft.Of(verb, key: "", Hash(verb, body), request);
            return refusal is null ? new Booking.Booked(document! with { Number = "" }) : new Booking.Refused(refusal);
        }
    }

    public ErpDocument? ByKey(string key)
    {
        lock (gate)
            return byKey.GetValueOrDefault(key);
    }

    public ErpDocument? ByNumber(string number)
    {
        lock (gate)
            return byNumber.GetValueOrDefault(number);
    }

    public IReadOnlyList<ErpDocument> OfEncounter(string? encounter)
    {
        lock (gate)
            return [.. documents.Where(d => encounter is null || d.Encounter == encounter)];
    }

    public LedgerTotals Totals()
    {
        lock (gate)
            return LedgerTotals.Of(documents, deliveries);
    }

    public void Dispose() => file?.Dispose();

    private void Enter(ErpDocument document)
    {
        documents.Add(document);
        byKey.Add(document.Key, document);
        byNumber.Add(document.Number, document);
        lastNumber[document.Verb] = lastNumber.GetValueOrDefault(document.Verb) + 1;
        if (document.Reverses is { } original)
            undone[original] = undone.GetValueOrDefault(original) - document.Value.Amount;
    }

    private static bool TryParse(ReadOnlySpan<byte> body, out ErpRequest request, out Refusal refusal)
    {
        refusal = Refusal.BodyInvalid("Expected a JSON object, but got null.");
        request = null!;
        try
        {
            request = JsonSerializer.Deserialize<ErpRequest>(body, Json)!;
        }
        catch (JsonException e)
        {
            refusal = Refusal.BodyInvalid($"Expected a JSON object of this operation, but got: {e.Message}");
        }
        return request is not null;
    }

    private static string Hash(BookableVerb verb, ReadOnlySpan<byte> body)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.ASCII.GetBytes($"{verb.Verb}\n"));
        sha.AppendData(body);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
