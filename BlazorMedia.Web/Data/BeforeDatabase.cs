namespace BlazorMedia.Web.Data;

/// <summary>Runs once at start, alone on the data directory and before anything opens the database: to put another file in its place.</summary>
internal sealed record BeforeDatabase(Func<IServiceProvider, CancellationToken, Task> RunAsync);
