using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Recordings.Growing;
using Microsoft.EntityFrameworkCore;

namespace BlazorMedia.Web.Features.Recordings.Files;

/// <summary>What answering for a recording's file takes.</summary>
internal sealed record RecordingFileTools(IDbContextFactory<AppDbContext> Databases, RecordingStore Store, GrowingRecordings Growing, HttpContext Http);
