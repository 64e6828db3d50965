namespace BlazorMedia.Web.Features.Operations.Restore;

/// <summary>Stands beside the unpacked parts; while it is there, the next start puts them in place.</summary>
/// <param name="Backup">Name of the file.</param>
/// <param name="At">Also names what is set aside, so that a second try after a crash uses the same names.</param>
/// <param name="By">Who wanted it.</param>
internal sealed record RestorePlan(string Backup, DateTimeOffset BackupCreatedAt, DateTimeOffset At, string By);
