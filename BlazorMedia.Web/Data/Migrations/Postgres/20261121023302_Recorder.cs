using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BlazorMedia.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Recorder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FileSeconds",
                table: "StreamPaths",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsListed",
                table: "StreamPaths",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "EndedAt",
                table: "Recordings",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HasSprite",
                table: "Recordings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsFavourite",
                table: "Recordings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsLocked",
                table: "Recordings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Exports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    IsExact = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Options = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    DurationMs = table.Column<long>(type: "bigint", nullable: false),
                    Failure = table.Column<string>(type: "text", nullable: true),
                    SharedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ShareSalt = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    NodeId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PublishKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Cipher = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastAddress = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PublishKeys_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RemovalNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordingId = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemovalNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RetentionRules",
                columns: table => new
                {
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: true),
                    MaxBytes = table.Column<long>(type: "bigint", nullable: true),
                    Priority = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RetentionRules", x => x.StreamId);
                    table.ForeignKey(
                        name: "FK_RetentionRules_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SnapshotPlans",
                columns: table => new
                {
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Enabled = table.Column<bool>(type: "boolean", nullable: false),
                    IntervalSeconds = table.Column<int>(type: "integer", nullable: false),
                    Quality = table.Column<int>(type: "integer", nullable: false),
                    KeepDays = table.Column<int>(type: "integer", nullable: false),
                    Crop = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Brightness = table.Column<int>(type: "integer", nullable: false),
                    Contrast = table.Column<int>(type: "integer", nullable: false),
                    Saturation = table.Column<int>(type: "integer", nullable: false),
                    ThumbnailWidth = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SnapshotPlans", x => x.StreamId);
                    table.ForeignKey(
                        name: "FK_SnapshotPlans_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Snapshots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TakenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Path = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    IsPeriodic = table.Column<bool>(type: "boolean", nullable: false),
                    IsGarbage = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Snapshots", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StreamAlerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Detail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    RaisedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClearedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamAlerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StreamAlerts_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StreamHealthRules",
                columns: table => new
                {
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    CheckSeconds = table.Column<int>(type: "integer", nullable: false),
                    Black = table.Column<bool>(type: "boolean", nullable: false),
                    Frozen = table.Column<bool>(type: "boolean", nullable: false),
                    NoSignal = table.Column<bool>(type: "boolean", nullable: false),
                    MinBitsPerSecond = table.Column<long>(type: "bigint", nullable: true),
                    MaxBitsPerSecond = table.Column<long>(type: "bigint", nullable: true),
                    MinFps = table.Column<double>(type: "double precision", nullable: true),
                    MaxFps = table.Column<double>(type: "double precision", nullable: true),
                    MaxGopSeconds = table.Column<double>(type: "double precision", nullable: true),
                    ExpectAudio = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamHealthRules", x => x.StreamId);
                    table.ForeignKey(
                        name: "FK_StreamHealthRules_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StreamSpans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamSpans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StreamSpans_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StreamTriggers",
                columns: table => new
                {
                    StreamId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    StartScore = table.Column<int>(type: "integer", nullable: false),
                    StopScore = table.Column<int>(type: "integer", nullable: false),
                    Checks = table.Column<int>(type: "integer", nullable: false),
                    HoldSeconds = table.Column<int>(type: "integer", nullable: false),
                    CheckSeconds = table.Column<int>(type: "integer", nullable: false),
                    DeviceAddress = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    ColourBox = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Schedule = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamTriggers", x => x.StreamId);
                    table.ForeignKey(
                        name: "FK_StreamTriggers_StreamPaths_StreamId",
                        column: x => x.StreamId,
                        principalTable: "StreamPaths",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "WallLayouts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Columns = table.Column<int>(type: "integer", nullable: false),
                    Places = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WallLayouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WallLayouts_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ExportPieces",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ExportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Index = table.Column<int>(type: "integer", nullable: false),
                    RecordingId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromMs = table.Column<long>(type: "bigint", nullable: false),
                    UntilMs = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExportPieces", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExportPieces_Exports_ExportId",
                        column: x => x.ExportId,
                        principalTable: "Exports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExportPieces_ExportId",
                table: "ExportPieces",
                column: "ExportId");

            migrationBuilder.CreateIndex(
                name: "IX_ExportPieces_RecordingId",
                table: "ExportPieces",
                column: "RecordingId");

            migrationBuilder.CreateIndex(
                name: "IX_Exports_CreatedAt_Id",
                table: "Exports",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PublishKeys_Hash",
                table: "PublishKeys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PublishKeys_StreamId",
                table: "PublishKeys",
                column: "StreamId");

            migrationBuilder.CreateIndex(
                name: "IX_RemovalNotes_RemovedAt_Id",
                table: "RemovalNotes",
                columns: new[] { "RemovedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Snapshots_Path",
                table: "Snapshots",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Snapshots_StreamName_TakenAt_Id",
                table: "Snapshots",
                columns: new[] { "StreamName", "TakenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Snapshots_TakenAt_Id",
                table: "Snapshots",
                columns: new[] { "TakenAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_StreamAlerts_Open",
                table: "StreamAlerts",
                column: "StreamId",
                filter: "\"ClearedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_StreamAlerts_StreamId_RaisedAt",
                table: "StreamAlerts",
                columns: new[] { "StreamId", "RaisedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_StreamSpans_StreamId_StartedAt",
                table: "StreamSpans",
                columns: new[] { "StreamId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WallLayouts_UserId_Order",
                table: "WallLayouts",
                columns: new[] { "UserId", "Order" });

            // Recordings of before have no end yet; their pieces say it.
            migrationBuilder.Sql(
                """
                UPDATE "Recordings" SET "EndedAt" = COALESCE((SELECT p."StartedAt" + p."DurationMs" * interval '1 millisecond' FROM "RecordingPieces" AS p WHERE p."RecordingId" = "Recordings"."Id" ORDER BY p."Index" DESC LIMIT 1), "Recordings"."StartedAt" + "Recordings"."DurationMs" * interval '1 millisecond') WHERE "State" = 'Ready';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExportPieces");

            migrationBuilder.DropTable(
                name: "PublishKeys");

            migrationBuilder.DropTable(
                name: "RemovalNotes");

            migrationBuilder.DropTable(
                name: "RetentionRules");

            migrationBuilder.DropTable(
                name: "SnapshotPlans");

            migrationBuilder.DropTable(
                name: "Snapshots");

            migrationBuilder.DropTable(
                name: "StreamAlerts");

            migrationBuilder.DropTable(
                name: "StreamHealthRules");

            migrationBuilder.DropTable(
                name: "StreamSpans");

            migrationBuilder.DropTable(
                name: "StreamTriggers");

            migrationBuilder.DropTable(
                name: "WallLayouts");

            migrationBuilder.DropTable(
                name: "Exports");

            migrationBuilder.DropColumn(
                name: "FileSeconds",
                table: "StreamPaths");

            migrationBuilder.DropColumn(
                name: "IsListed",
                table: "StreamPaths");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Recordings");

            migrationBuilder.DropColumn(
                name: "HasSprite",
                table: "Recordings");

            migrationBuilder.DropColumn(
                name: "IsFavourite",
                table: "Recordings");

            migrationBuilder.DropColumn(
                name: "IsLocked",
                table: "Recordings");
        }
    }
}
