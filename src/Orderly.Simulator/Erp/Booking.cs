using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>What came of an attempt to book.</summary>
internal abstract record Booking
{
    private Booking() { }

    internal sealed record Booked(ErpDocument Document) : Booking;

    /// <summary>The key was booked before with the same body: the same document again.</summary>
    internal sealed record Repeated(ErpDocument Document) : Booking;

    internal sealed record Refused(Refusal Because) : Booking;
}

/// <summary>A refusal as an RFC 9457 problem.</summary>
internal sealed record Refusal(int Status, string Type, string Detail)
{
    public static Refusal KeyMissing() =>
        new(400, "idempotency-key-missing", "Expected an Idempotency-Key header, but found none.");

    public static Refusal KeyReused(string key, string number) =>
        new(422, "idempotency-key-reused", $"Expected the body first sent with key '{key}' (document {number}), but got another one.");

    public static Refusal VerbUnknown(string name) =>
        new(404, "verb-unknown", $"Expected one of {string.Join(", ", BookableVerb.All.Select(v => v.Verb))}, but got '{name}'.");

    public static Refusal BodyInvalid(string detail) => new(400, "body-invalid", detail);

    public static Refusal ItemUnknown(string item) =>
        new(404, "item-unknown", $"Expected an item of the item master, but '{item}' is none.");

    public static Refusal CurrencyForeign(string currency) =>
        new(400, "currency-foreign", $"Expected amounts in {ItemMaster.Currency}, but got '{currency}'.");

    public static Refusal OriginalUnknown(string reverses) =>
        new(404, "original-unknown", $"Expected 'reverses' to be the key of a booked transaction, but '{reverses}' is none.");

    public static Refusal OriginalNotReversible(ErpDocument original, ErpVerb inverse) =>
        new(409, "original-not-reversible", $"Expected {inverse} to undo its own kind, but {original.Number} is {original.Verb}.");

    public static Refusal AlreadyReversed(ErpDocument original) =>
        new(409, "already-reversed", $"Expected {original.Number} to stand, but it has been undone.");

    public static Refusal ReturnsTooMuch(ErpDocument original, decimal open, GoodsLine asked) =>
        new(409, "returns-too-much", $"Expected at most {open} × '{original.Line!.Item}' back for {original.Number}, but got {asked.Quantity} × '{asked.Item}'.");

    public static Refusal PeriodClosed() =>
        new(409, "period-closed", "Expected an open posting period, but it is closed.");
}
