using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>Turns a request into the document it would book, or into the refusal. Reads the books, never changes them.</summary>
internal sealed class DocumentDraft(
    TimeProvider clock,
    Func<string, ErpDocument?> originalByKey,
    Func<string, decimal> undoneValue,
    Func<BookableVerb, string> nextNumber)
{
    public (ErpDocument? Document, Refusal? Refusal) Of(BookableVerb verb, string key, string hash, ErpRequest request)
    {
        var (document, refusal) = verb.Verb switch
        {
            ErpVerb.IssueGoods => Issue(request),
            ErpVerb.ReturnGoods => Return(request),
            ErpVerb.PostCost => Cost(request),
            _ => Reversal(request),
        };
        return (document is null ? null : document with
        {
            Number = nextNumber(verb),
            Verb = verb.Verb,
            Key = key,
            BodyHash = hash,
            BookedAt = clock.GetUtcNow(),
            Task = request.Correlation?.Task,
        }, refusal);
    }

    private static (ErpDocument?, Refusal?) Issue(ErpRequest request)
    {
        if ((Blank("encounter", request.Encounter) ?? Blank("costCentre", request.CostCentre) ?? Blank("fromLocation", request.FromLocation)
            ?? BadLine(request.Line)) is { } invalid)
            return (null, invalid);
        if (ItemMaster.UnitCostOf(request.Line!.Item) is not { } unitCost)
            return (null, Refusal.ItemUnknown(request.Line.Item));
        return (Blank(request) with
        {
            Value = new Money(request.Line.Quantity * unitCost, ItemMaster.Currency),
            Line = request.Line,
        }, null);
    }

    private (ErpDocument?, Refusal?) Return(ErpRequest request)
    {
        if (BadLine(request.Line) is { } invalid)
            return (null, invalid);
        var (original, refusal) = Original(request, ErpVerb.ReturnGoods);
        if (original is null)
            return (null, refusal);
        var unitCost = original.Value.Amount / original.Line!.Quantity;
        var open = original.Line.Quantity - undoneValue(original.Number) / unitCost;
        if (request.Line!.Item != original.Line.Item || request.Line.Quantity > open)
            return (null, Refusal.ReturnsTooMuch(original, open, request.Line));
        return (original with
        {
            Value = original.Value with { Amount = -request.Line.Quantity * unitCost },
            Line = request.Line,
            Reverses = original.Number,
        }, null);
    }

    private static (ErpDocument?, Refusal?) Cost(ErpRequest request)
    {
        if ((Blank("encounter", request.Encounter) ?? Blank("costCentre", request.CostCentre) ?? Blank("account", request.Account)) is { } invalid)
            return (null, invalid);
        if (request.Amount is not { Amount: > 0 } amount)
            return (null, Refusal.BodyInvalid($"Expected 'amount' above 0 with its currency, but got {request.Amount?.Amount.ToString() ?? "nothing"}."));
        if (amount.Currency != ItemMaster.Currency)
            return (null, Refusal.CurrencyForeign(amount.Currency));
        return (Blank(request) with { Value = amount, Account = request.Account }, null);
    }

    private (ErpDocument?, Refusal?) Reversal(ErpRequest request)
    {
        var (original, refusal) = Original(request, ErpVerb.ReverseCost);
        if (original is null)
            return (null, refusal);
        if (undoneValue(original.Number) != 0)
            return (null, Refusal.AlreadyReversed(original));
        return (original with { Value = original.Value with { Amount = -original.Value.Amount }, Reverses = original.Number }, null);
    }

    private (ErpDocument?, Refusal?) Original(ErpRequest request, ErpVerb inverse)
    {
        if (Blank("reverses", request.Reverses) is { } invalid)
            return (null, invalid);
        if (originalByKey(request.Reverses!) is not { } original)
            return (null, Refusal.OriginalUnknown(request.Reverses!));
        return ErpVerbs.Of(original.Verb).Inverse == inverse && original.Reverses is null
            ? (original, null)
            : (null, Refusal.OriginalNotReversible(original, inverse));
    }

    private static ErpDocument Blank(ErpRequest request) => new(
        Number: "",
        Verb: default,
        Key: "",
        BodyHash: "",
        Encounter: request.Encounter!,
        CostCentre: request.CostCentre!,
        Value: new Money(0, ItemMaster.Currency),
        Line: null,
        Account: null,
        Reverses: null,
        BookedAt: default);

    private static Refusal? Blank(string field, string? value) => string.IsNullOrWhiteSpace(value)
        ? Refusal.BodyInvalid($"Expected '{field}' to be given, but it is missing.")
        : null;

    private static Refusal? BadLine(GoodsLine? line) => line is { Quantity: > 0 } && !string.IsNullOrWhiteSpace(line.Item)
        ? null
        : Refusal.BodyInvalid($"Expected 'line' with an item and a quantity above 0, but got {line?.Quantity.ToString() ?? "nothing"}.");
}
