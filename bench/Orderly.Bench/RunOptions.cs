using System.Globalization;

namespace Orderly.Bench;

internal sealed record RunOptions(IReadOnlyList<string> Names, int Rounds)
{
    public bool Wants(string name) => Names.Count == 0 || Names.Any(want => name.Contains(want, StringComparison.OrdinalIgnoreCase));

    public static RunOptions Read(string[] args)
    {
        var names = new List<string>();
        var rounds = 5;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--rounds" && i + 1 < args.Length) rounds = int.Parse(args[++i], CultureInfo.InvariantCulture);
            else names.Add(args[i]);
        }
        return new RunOptions(names, rounds);
    }
}
