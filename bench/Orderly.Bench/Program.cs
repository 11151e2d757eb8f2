// dotnet run -c Release --project bench/Orderly.Bench -- [NAME ...] [--rounds N]
// Prints a Markdown table of every case whose name contains one of the NAMEs (all of them without a NAME).

using Orderly.Bench;
using Orderly.Bench.Cases;
using Orderly.Bench.Measure;

var options = RunOptions.Read(args);
var folder = Directory.CreateTempSubdirectory("orderly-bench-").FullName;
try
{
    var machine = Machine.Describe(folder);
    var results = new List<Result>();
    foreach (var @case in Catalog.All.Where(@case => options.Wants(@case.Name)))
    {
        Console.Error.WriteLine($"{@case.Name} ...");
        results.AddRange(await @case.Run(new Setting(folder, options.Rounds)));
    }
    Console.WriteLine(Table.Render(machine, results));
    return results.Count == 0 ? 2 : 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
