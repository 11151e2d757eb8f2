using System.Collections.Frozen;

namespace Orderly.Canonical.Erp;

/// <summary>A verb, the verb that undoes it (null = none), and until when it does.</summary>
public sealed record ErpVerbInfo(ErpVerb Verb, ErpVerb? Inverse, PointOfNoReturn PointOfNoReturn);

/// <summary>The contract every ERP adapter keeps.</summary>
public static class ErpVerbs
{
    private const string Preview = "Preview";

    private static readonly FrozenDictionary<ErpVerb, ErpVerbInfo> ByVerb = new ErpVerbInfo[]
    {
        new(ErpVerb.CheckAvailability, null, PointOfNoReturn.NothingToUndo),
        new(ErpVerb.ReserveStock, ErpVerb.UnreserveStock, PointOfNoReturn.GoodsUsed),
        new(ErpVerb.UnreserveStock, ErpVerb.ReserveStock, PointOfNoReturn.GoodsUsed),
        new(ErpVerb.IssueGoods, ErpVerb.ReturnGoods, PointOfNoReturn.GoodsUsed),
        new(ErpVerb.ReturnGoods, ErpVerb.IssueGoods, PointOfNoReturn.PeriodClose),
        new(ErpVerb.CreateRequisition, ErpVerb.CancelRequisition, PointOfNoReturn.VendorConfirmation),
        new(ErpVerb.CancelRequisition, null, PointOfNoReturn.Immediately),
        new(ErpVerb.CreatePurchaseOrder, ErpVerb.CancelPurchaseOrder, PointOfNoReturn.VendorConfirmation),
        new(ErpVerb.CancelPurchaseOrder, null, PointOfNoReturn.Immediately),
        new(ErpVerb.ValidateCostCentre, null, PointOfNoReturn.NothingToUndo),
        new(ErpVerb.PostCost, ErpVerb.ReverseCost, PointOfNoReturn.PeriodClose),
        new(ErpVerb.ReverseCost, ErpVerb.PostCost, PointOfNoReturn.PeriodClose),
        new(ErpVerb.CreateVendor, null, PointOfNoReturn.Immediately),
        new(ErpVerb.GetPaymentStatus, null, PointOfNoReturn.NothingToUndo),
    }.ToFrozenDictionary(info => info.Verb);

    public static ErpVerbInfo Of(ErpVerb verb) => ByVerb[verb];

    /// <summary>The operation that asks what the verb would book. It books nothing.</summary>
    public static string PreviewOf(ErpVerb verb) => Preview + verb;

    /// <summary>The verb that an operation of an ERP's connector books; null of a preview, which books nothing.</summary>
    /// <exception cref="ArgumentException">Neither a verb nor the preview of one.</exception>
    public static ErpVerb? Booked(string operation)
    {
        if (Enum.TryParse<ErpVerb>(operation, out var verb)) return verb;
        if (operation.StartsWith(Preview, StringComparison.Ordinal) && Enum.TryParse<ErpVerb>(operation.AsSpan(Preview.Length), out _)) return null;
        throw new ArgumentException($"Expected one of {string.Join(", ", Enum.GetNames<ErpVerb>())}, or {Preview} and one of them, but the operation is '{operation}'");
    }
}
