namespace Orderly.Simulator.Erp;

/// <summary>The sandbox's items and what one unit of issue costs, in its only currency. Numbers and prices are invented.</summary>
internal static class ItemMaster
{
    public const string Currency = "USD";

    private static readonly Dictionary<string, decimal> UnitCost = new()
    {
        ["HP-DISCHARGE-KIT"] = 14.20m,
        ["HP-LINE-REMOVAL-SET"] = 3.85m,
        ["HP-DRESSING-SET"] = 6.40m,
        ["HP-WALKER"] = 64.00m,
        ["HP-PORTABLE-O2-REGULATOR"] = 38.50m,
    };

    public static decimal? UnitCostOf(string item) => UnitCost.TryGetValue(item, out var cost) ? cost : null;
}
