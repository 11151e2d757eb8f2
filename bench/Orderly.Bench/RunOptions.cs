using System.Globalization;

namespace Orderly.Bench;

/// <param name="Quick">one short round and small stores: whether every case runs, not how fast</param>
internal sealed record RunOptions(IReadOnlyList<string> Names, int Rounds, bool Quick)
{
    public bool Wants(string name) => Names.Count == 0 || Names.Any(want => name.Contains(want, StringComparison.OrdinalIgnoreCase));

    public static RunOptions Read(string[] args)
    {
        var names = new List<string>();
        int? rounds = null;
        var quick = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--rounds" && i + 1 < args.Length) rounds = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else if (args[i] == "--quick") quick = true;
            else names.Add(args[i]);
        }
        return new RunOptions(names, rounds ?? (quick ? 1 : 5), quick);
    }
}
