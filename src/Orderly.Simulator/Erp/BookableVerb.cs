using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>A canonical verb the sandbox books, and the prefix of its documents.</summary>
internal sealed record BookableVerb(ErpVerb Verb, string Prefix)
{
    public static readonly IReadOnlyList<BookableVerb> All =
    [
        new(ErpVerb.IssueGoods, "GI"),
        new(ErpVerb.ReturnGoods, "GR"),
        new(ErpVerb.PostCost, "CP"),
        new(ErpVerb.ReverseCost, "CR"),
    ];

    public static BookableVerb? Named(string name) => All.FirstOrDefault(v => v.Verb.ToString() == name);
}
