using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Web.Features.Operations.Check;

/// <summary><c>blazormedia check</c>: 0 when everything fits, 1 when something is wrong and left.</summary>
internal static class CheckCommand
{
    public static ConsoleCommand Command { get; } = new("check", "[--repair]", "Compare the disk with the database. With --repair, put right what is safe.", RunAsync);

    private static async Task<int> RunAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var check = services.GetRequiredService<CheckStorage>();
        var left = await check.FindAsync(ct);
        if (words.Has("repair"))
        {
            (var repaired, left) = await check.RepairAsync(ct);
            output.WriteLine($"{repaired} put right.");
        }
        foreach (var (_, finding) in left)
            output.WriteLine($"{finding.Sentence}{(finding.RepairAsync is null ? "" : " (--repair puts it right)")}: {finding.Subject}");
        output.WriteLine(left.Count == 0 ? "Disk and database agree." : $"{left.Count} found.");
        return left.Count == 0 ? 0 : 1;
    }
}
