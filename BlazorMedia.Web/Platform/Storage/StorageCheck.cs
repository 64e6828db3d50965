namespace BlazorMedia.Web.Platform.Storage;

/// <summary>A comparison of disk and database that a feature brings along; registered in DI.</summary>
/// <param name="Key">Dotted and stable, for example <c>recordings.files</c>.</param>
/// <param name="Text">Resources that hold <c>check.</c> and each finding's code.</param>
/// <param name="FindAsync">A scope's services; changes nothing.</param>
internal sealed record StorageCheck(string Key, Type Text, Func<IServiceProvider, CancellationToken, IAsyncEnumerable<StorageFinding>> FindAsync);

/// <summary>Disk and database disagree.</summary>
/// <param name="Code">What is wrong, for example <c>file_missing</c>.</param>
/// <param name="Sentence">English, for the console.</param>
/// <param name="Subject">Which file, folder or row.</param>
/// <param name="RepairAsync">Puts it right without a loss; null where a person has to decide.</param>
internal sealed record StorageFinding(string Code, string Sentence, string Subject, Func<CancellationToken, Task>? RepairAsync = null);
