; Judges histories with Maelstrom's own checkers, and writes each result as a line of EDN. See RealCheckers.java.
; Arguments: a file with a line for each history, such as {:workload "lin-kv" :models [] :history [...]}, and the file
; to write.

(require '[clojure.edn :as edn]
         '[clojure.java.io :as io]
         '[elle.list-append :as list-append]
         '[elle.rw-register :as rw-register]
         '[jepsen.checker :as checker]
         '[jepsen.history :as history]
         '[jepsen.independent :as independent]
         '[jepsen.tests.kafka :as kafka]
         '[jepsen.util :as util]
         '[knossos.competition :as knossos]
         '[knossos.model :as model]
         '[maelstrom.workload.pn-counter :as pn-counter]
         '[maelstrom.workload.txn-rw-register :as txn-rw-register])

(defn checking
  "A checker that is a function of the history."
  [check]
  (reify checker/Checker
    (check [_ _ history _] (check history))))

(defn linearizable
  "What Jepsen does for each key, without its pictures."
  [history]
  (checker/merge-valid
    (for [[_ h] (independent/subhistories (independent/history-keys history) history)]
      (:valid? (knossos/analysis (model/cas-register) h)))))

(defn checker-of
  [workload models]
  (case workload
    "txn-list-append" (checking #(list-append/check {:consistency-models models} %))
    "txn-rw-register" (txn-rw-register/checker
                        (checking #(rw-register/check {:consistency-models models, :wfr-keys? true} %)))
    "kafka"           (kafka/checker)
    "lin-kv"          (checking (fn [history] {:valid? (linearizable history)}))
    "g-set"           (checker/set-full)
    "pn-counter"      (pn-counter/checker)
    "unique-ids"      (checker/unique-ids)))

(defn read-op
  [workload op]
  (cond-> (history/op op)
    (= workload "lin-kv") (update :value (fn [[k v]] (independent/tuple k v)))))

(def patience-ms
  "Some of Elle's searches take longer than a minute."
  20000)

(defn judge
  [{:keys [workload models history]}]
  (let [test {:name "differential" :start-time 0 :sub-via #{:assign} :crash-clients? true}
        result (util/timeout patience-ms {:valid? :gave-up}
                 (checker/check-safe (checker-of workload models) test
                                     (history/history (mapv #(read-op workload %) history)) {}))]
    (-> result
        (dissoc :also-not :not :anomalies)
        (update :errors #(when (seq %) [(count %)])))))

(def pictures
  "What the checkers of logs draw or write into a folder."
  [#'kafka/plot-unseen! #'kafka/plot-realtime-lags! #'kafka/render-order-viz! #'kafka/consume-counts])

(with-redefs-fn (zipmap pictures (repeat (constantly nil)))
  (fn []
    (with-open [in (io/reader (first *command-line-args*))
                out (io/writer (second *command-line-args*))]
      (binding [*out* out]
        (doseq [line (line-seq in)]
          (prn (judge (edn/read-string line))))))))
(shutdown-agents)
(System/exit 0)
