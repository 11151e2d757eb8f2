using System.Text.Json.Serialization;

namespace Orderly.Canonical.Erp;

/// <summary>A booking an ERP adapter is asked for. <see cref="Key"/> is the effect's stable key; sent again it books nothing again.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "verb")]
[JsonDerivedType(typeof(IssueGoods), nameof(ErpVerb.IssueGoods))]
[JsonDerivedType(typeof(ReturnGoods), nameof(ErpVerb.ReturnGoods))]
[JsonDerivedType(typeof(PostCost), nameof(ErpVerb.PostCost))]
[JsonDerivedType(typeof(ReverseCost), nameof(ErpVerb.ReverseCost))]
public abstract record ErpTransaction(string Key, string Encounter)
{
    [JsonIgnore]
    public abstract ErpVerb Verb { get; }
}

/// <summary>An amount in a currency (ISO 4217).</summary>
public sealed record Money(decimal Amount, string Currency);

/// <summary>A counted thing: <paramref name="Quantity"/> in the item's unit of issue, always positive.</summary>
public sealed record GoodsLine(string Item, decimal Quantity, string UnitOfMeasure);

/// <summary>Books goods out of stock to a cost centre.</summary>
public sealed record IssueGoods(string Key, string Encounter, GoodsLine Line, string FromLocation, string CostCentre)
    : ErpTransaction(Key, Encounter)
{
    public override ErpVerb Verb => ErpVerb.IssueGoods;
}

/// <summary>Takes back what <paramref name="Reverses"/> (the key of an <see cref="IssueGoods"/>) issued, wholly or in part.</summary>
public sealed record ReturnGoods(string Key, string Encounter, GoodsLine Line, string ToLocation, string Reverses)
    : ErpTransaction(Key, Encounter)
{
    public override ErpVerb Verb => ErpVerb.ReturnGoods;
}

/// <summary>Books an amount to a cost centre and account.</summary>
public sealed record PostCost(string Key, string Encounter, Money Amount, string CostCentre, string Account)
    : ErpTransaction(Key, Encounter)
{
    public override ErpVerb Verb => ErpVerb.PostCost;
}

/// <summary>Books the exact opposite of <paramref name="Reverses"/>, the key of a <see cref="PostCost"/>.</summary>
public sealed record ReverseCost(string Key, string Encounter, string Reverses) : ErpTransaction(Key, Encounter)
{
    public override ErpVerb Verb => ErpVerb.ReverseCost;
}
