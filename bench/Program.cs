using System.Globalization;
using BlazorMedia.Bench;

// dotnet run -c Release --project bench -- all|ingest|start|list|jobs|deliveries|finalise|pictures|live|snapshots|export|soak [minutes [seed]]
// Prints ratios and numbers; nothing here passes or fails, because a busy machine decides as much as the code does.
string[] known = ["all", "ingest", "start", "list", "jobs", "deliveries", "finalise", "pictures", "live", "snapshots", "export", "soak"];
if (args is [DeliveriesReceiver.Argument])
{
    await DeliveriesReceiver.RunAsync();
    return 0;
}
var wanted = args is [var one, ..] ? one : "all";
if (!known.Contains(wanted))
{
    Console.Error.WriteLine($"Say one of: {string.Join(", ", known)}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var results = new Results();
if (wanted is "all" or "ingest" or "start") await LiveBench.RunAsync(results, ingest: wanted is "all" or "ingest", start: wanted is "all" or "start", stop.Token);
if (wanted is "all" or "live") await TailBench.RunAsync(results, stop.Token);
if (wanted is "all" or "list") await ListBench.RunAsync(results, stop.Token);
if (wanted is "all" or "jobs") await JobsBench.RunAsync(results, stop.Token);
if (wanted is "all" or "deliveries") await DeliveriesBench.RunAsync(results, stop.Token);
if (wanted is "all" or "finalise") await FinaliseBench.RunAsync(results, stop.Token);
if (wanted is "all" or "pictures") await PicturesBench.RunAsync(results, stop.Token);
if (wanted is "all" or "snapshots") await SnapshotBench.RunAsync(results, stop.Token);
if (wanted is "all" or "export") await ExportBench.RunAsync(results, stop.Token);
// Half an hour: only when it is asked for.
if (wanted is "soak") await SoakBench.RunAsync(results, args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 30, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1, stop.Token);
Console.WriteLine(results.ToMarkdown());
return 0;
