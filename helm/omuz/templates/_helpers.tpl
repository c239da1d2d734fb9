{{/* The beginning of every object's name: the release, "omuz" added unless it is in there. */}}
{{- define "omuz.name" -}}
{{- if contains "omuz" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-omuz" (.Release.Name | trunc 35 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "omuz.labels" -}}
app.kubernetes.io/name: omuz
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Values.image.tag | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Call with a list: the root, the component. */}}
{{- define "omuz.selector" -}}
app.kubernetes.io/name: omuz
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "omuz.image" -}}
image: {{ printf "%s:%s" .Values.image.repository .Values.image.tag | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end -}}

{{/* What every pod of Omuz has in common: an account without rights and no token of the cluster. */}}
{{- define "omuz.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "omuz.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: data, mountPath: /data}
  - {name: keys, mountPath: /keys, readOnly: true}
  - {name: tmp, mountPath: /tmp}
{{- end -}}

{{- define "omuz.secretVolumes" -}}
- name: keys
  secret:
    secretName: {{ .Values.secrets.keys.name }}
    defaultMode: 0440
    items:
      - {key: secret.key, path: secret.key}
      - {key: master.key, path: master.key}
- name: tmp
  emptyDir: {sizeLimit: 2Gi}
{{- end -}}

{{- define "omuz.dataVolume" -}}
- name: data
  persistentVolumeClaim:
    claimName: {{ .Values.persistence.existingClaim | default (printf "%s-data" (include "omuz.name" .)) }}
{{- end -}}

{{/* Call with a dict: name (of the variable), from (name and key of a Secret). */}}
{{- define "omuz.secretVariable" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: {name: {{ .from.name }}, key: {{ .from.key }}}
{{- end -}}

{{/* The environment of every process. The owner's address is added by the two jobs and fleet.yaml only. */}}
{{- define "omuz.env" -}}
- {name: OMUZ_MODE, value: production}
- {name: OMUZ_BASE_DOMAIN, value: {{ .Values.baseDomain | quote }}}
- {name: OMUZ_EXTRA_HOSTS, value: {{ join "," .Values.extraHosts | quote }}}
- {name: OMUZ_HTTPS, value: "1"}
- {name: OMUZ_TRUSTED_PROXIES, value: {{ .Values.trustedProxies | quote }}}
- {name: OMUZ_LOG_LEVEL, value: {{ .Values.logLevel }}}
{{ include "omuz.secretVariable" (dict "name" "OMUZ_DATABASE_URL" "from" .Values.secrets.database) }}
{{ include "omuz.secretVariable" (dict "name" "OMUZ_BROKER_URL" "from" .Values.secrets.broker) }}
{{- if .Values.secrets.email.name }}
{{ include "omuz.secretVariable" (dict "name" "OMUZ_EMAIL_URL" "from" .Values.secrets.email) }}
{{- end }}
{{- if .Values.secrets.sentry.name }}
{{ include "omuz.secretVariable" (dict "name" "OMUZ_SENTRY_DSN" "from" .Values.secrets.sentry) }}
{{- end }}
{{- range $name, $value := .Values.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}
