// dotnet run -c Release --project bench/Orderly.Bench -- [NAME ...] [--rounds N] [--quick]
// Prints a Markdown table of every case whose name contains one of the NAMEs (all of them without a NAME).

using Orderly.Bench;
using Orderly.Bench.Beds;
using Orderly.Bench.Cases;
using Orderly.Bench.Measure;

var options = RunOptions.Read(args);
var folder = Directory.CreateTempSubdirectory("orderly-bench-").FullName;
try
{
    var machine = Machine.Describe(folder, out var fsync);
    var results = new List<Result>();
    await using var stores = new Stores(folder);
    var setting = new Setting(stores, options.Rounds, options.Quick, fsync);
    foreach (var @case in Catalog.All.Where(@case => options.Wants(@case.Name)))
    {
        Console.Error.WriteLine($"{@case.Name} ...");
        results.AddRange(await @case.Run(setting));
    }
    Console.WriteLine(Table.Render($"{machine}, {Machine.Load()} at the end", results));
    return results.Count == 0 ? 2 : 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
