using BlazorMedia.Web.Platform.Commands;

namespace BlazorMedia.Web.Features.Streams.Paths.MediaMtx;

/// <summary><c>blazormedia import-mediamtx</c> and <c>export-mediamtx</c>.</summary>
internal static class MediaMtxCommands
{
    // Alone: an app that runs would not hear of the new streams.
    public static ConsoleCommand Import { get; } = new(
        "import-mediamtx", "FILE [--dry-run]", "Make streams of the section 'paths:' of a mediamtx.yml. Streams that exist are left as they are.", ImportAsync, IsExclusive: true);

    public static ConsoleCommand Export { get; } = new(
        "export-mediamtx", "FILE [--secrets]", "Write the streams as the section 'paths:' of a mediamtx.yml; with --secrets the passwords in their addresses too.", ExportAsync);

    public static void Write(ImportReport report, TextWriter output)
    {
        foreach (var path in report.Paths)
        {
            output.WriteLine(path.IsImported ? $"{(report.IsDryRun ? "would import" : "imported")}  {path.Name}" : $"left  {path.Name}: {path.Reason}");
            foreach (var left in path.Left) output.WriteLine($"    without {left.Key}: {left.Reason}");
        }
        output.WriteLine($"{report.Imported} {(report.IsDryRun ? "would be imported" : "imported")}, {report.Paths.Count - report.Imported} left.");
    }

    private static async Task<int> ImportAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var file = words.RequireOnlyPlain("FILE");
        if (!File.Exists(file)) throw new CommandMistakeException($"There is no file {file}.");
        try
        {
            using var yaml = new StreamReader(file);
            var report = await services.GetRequiredService<ImportMediaMtx>().RunAsync(MediaMtxFile.Read(yaml), words.Has("dry-run"), ct);
            Write(report, output);
            return report.Refused == 0 ? 0 : 1;
        }
        catch (InvalidDataException exception)
        {
            throw new CommandMistakeException($"{file}: {exception.Message}");
        }
    }

    private static async Task<int> ExportAsync(IServiceProvider services, CommandArguments words, TextWriter output, CancellationToken ct)
    {
        var file = words.RequireOnlyPlain("FILE");
        if (File.Exists(file)) throw new CommandMistakeException($"{file} is there already; it is not overwritten.");
        await File.WriteAllTextAsync(file, await services.GetRequiredService<ExportMediaMtx>().RunAsync(words.Has("secrets"), ct), ct);
        output.WriteLine($"Written to {file}.");
        return 0;
    }
}
